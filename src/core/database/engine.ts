import type { ColumnDefinitionBuilder, CreateTableBuilder, Kysely, RawBuilder } from "kysely";

/** A table and the column that it counts. */
export interface CountedTable {
  readonly table: string;
  readonly column: string;
}

/** The first and the last of some code points. */
export type CodePointRange = readonly [first: number, last: number];

/** What a column may not hold. */
export interface ForbiddenValue {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly condition: RawBuilder<boolean>;
}

/** What a migration must say differently on each engine; everything else is written once, through Kysely. */
export interface Engine {
  readonly name: "sqlite" | "postgres";
  /** Whether there is a table of this name, where an unqualified name is looked up. */
  readonly hasTable: (transaction: Kysely<unknown>, table: string) => Promise<boolean>;
  /** Text that compares and sorts by code point, and by nothing else. */
  readonly text: "text" | RawBuilder<string>;
  /** An integer up to 2^53 − 1. */
  readonly bigInteger: "integer" | "bigint";
  /** Bytes; length() counts them. */
  readonly bytes: "blob" | "bytea";
  /** A primary key that the database counts up and never gives out twice. */
  readonly identity: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Lets a table count its identities on from where another one is, those included that it no longer holds. */
  readonly continueIdentity: (transaction: Kysely<unknown>, from: CountedTable, to: CountedTable) => Promise<void>;
  /**
   * Lets the rows of a table tell in which order they became visible, where that may be another one than the order of
   * their identities: by a column `transaction_id`, and an index over it and the identity.
   */
  readonly recordTransactions: (transaction: Kysely<unknown>, counted: CountedTable) => Promise<void>;
  /** True for text without U+0000–U+001F and U+007F–U+009F. */
  readonly hasNoControlCharacter: (column: string) => RawBuilder<boolean>;
  /** True for text with a character that is in these ranges. */
  readonly hasCharacterIn: (column: string, ranges: readonly CodePointRange[]) => RawBuilder<boolean>;
  /** True for text with a character that is in none of these ranges. */
  readonly hasCharacterOutside: (column: string, ranges: readonly CodePointRange[]) => RawBuilder<boolean>;
  /**
   * Lets no row come into a table, and no column of one change, to which the condition holds, in terms of `new`; rows that are
   * there already stay. `name` is in the error.
   */
  readonly forbid: (transaction: Kysely<unknown>, forbidden: ForbiddenValue) => Promise<void>;
  /** True for text without U+0000, where the engine could hold one. */
  readonly hasNoNul: (column: string) => RawBuilder<boolean>;
  /** True for text of ASCII letters, digits, `.`, `_` and `-` that begins with a letter or a digit. */
  readonly isPlainKey: (column: string) => RawBuilder<boolean>;
  /** Ends a table definition, so that the declared types hold. */
  readonly finishTable: <Table extends string, Column extends string>(
    table: CreateTableBuilder<Table, Column>,
  ) => CreateTableBuilder<Table, Column>;
}
