import type { Writing } from "../tables.ts";

/** Who writes. */
export interface CommandContext {
  /** For the record of changes; never empty. */
  readonly actor: string;
}

/** What the record of changes says of one change. It names what changed, and never holds a value. */
export interface Change {
  /** The kind of thing, such as the noun of a resource. */
  readonly subject: string;
  readonly subjectId: string;
  readonly kind: "created" | "updated" | "deleted";
}

/** What a command did. */
export interface CommandResult<Outcome> {
  /** For the caller; can be cloned to another thread. */
  readonly outcome: Outcome;
  /** For the record, kept in the same transaction. */
  readonly changes: readonly Change[];
}

/**
 * A write. On some engines others run at the same time: a row that it decides by is read `forUpdate`, what it must find
 * missing is held by a unique constraint, upon whose violation it is run again, or by `hold`. It awaits its own queries and nothing else, because others wait for the transaction that it runs in; what it
 * throws undoes it alone. Input and outcome can be cloned to another thread.
 */
export type Command<Input, Outcome, Transaction = Writing> = (
  transaction: Transaction,
  input: Input,
  context: CommandContext,
) => Promise<CommandResult<Outcome>>;
