import type { Kysely } from "kysely";
import type * as own from "../../../generated/commands.ts";
import type {
  CommandInput,
  CommandName,
  CommandOutcome,
  CoreCommands,
} from "../../../src/core/store/commands/commands.ts";
import type { Reading, Tables } from "../../../src/directory/tables.ts";

type Commands = CoreCommands & own.Commands;

/** Runs one command. */
export type Run = <Name extends CommandName<Commands>>(
  name: Name,
  input: CommandInput<Commands, Name>,
  actor?: string,
) => Promise<CommandOutcome<Commands, Name>>;

/** A new database without sample records, opened below the store. */
export interface Directory extends AsyncDisposable {
  readonly databaseUrl: string;
  readonly database: Kysely<Tables>;
  readonly run: Run;
  /** The same database: before each statement that it reads by, one of these users is deleted. */
  readonly readingAmidDeletions: (ids: readonly number[]) => Reading;
}

/** What an engine says when a constraint refuses a row. */
export interface Violations {
  readonly check: RegExp;
  readonly unique: RegExp;
  readonly foreignKey: RegExp;
}
