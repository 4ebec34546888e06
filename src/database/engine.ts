import type { ColumnDefinitionBuilder, CreateTableBuilder, Kysely, RawBuilder } from "kysely";

/** What a migration must say differently on each engine; everything else is written once, through Kysely. */
export interface Engine {
  readonly name: "sqlite";
  /** An integer up to 2^53 − 1. */
  readonly bigInteger: "integer" | "bigint";
  /** Bytes; length() counts them. */
  readonly bytes: "blob" | "bytea";
  /** A primary key that the database counts up and never gives out twice. */
  readonly identity: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Lets a table count its identities on from where another one is, those included that it no longer holds. */
  readonly continueIdentity: (transaction: Kysely<unknown>, from: string, to: string) => Promise<void>;
  /** True for text without U+0000–U+001F and U+007F–U+009F. */
  readonly hasNoControlCharacter: (column: string) => RawBuilder<boolean>;
  /** True for text without U+0000, where the engine could hold one. */
  readonly hasNoNul: (column: string) => RawBuilder<boolean>;
  /** True for text of ASCII letters, digits, `.`, `_` and `-` that begins with a letter or a digit. */
  readonly isPlainKey: (column: string) => RawBuilder<boolean>;
  /** Ends a table definition, so that the declared types hold. */
  readonly finishTable: <Table extends string, Column extends string>(
    table: CreateTableBuilder<Table, Column>,
  ) => CreateTableBuilder<Table, Column>;
}
