import type { Kysely } from "kysely";
import type { Reading, Tables } from "../../../src/core/store/tables.ts";
import type { perform } from "../../../src/core/store/writer/perform.ts";

/** Runs one command. */
export type Run = <Name extends Parameters<typeof perform>[1]>(
  name: Name,
  input: Parameters<typeof perform<Name>>[2],
  actor?: string,
) => ReturnType<typeof perform<Name>>;

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
