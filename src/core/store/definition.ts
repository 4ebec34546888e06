/** What an application stores: all that the store needs to know of it. */

import type { SchemaDefinition } from "../database/migrate.ts";
import type { Migration } from "../database/migration.ts";
import type { CommandInput, CommandModule, CommandName, CommandTable, CoreCommands } from "./commands/commands.ts";
import { coreMigrations } from "./migrations/migrations.ts";
import type { Reading } from "./tables.ts";
import type { Writer } from "./writer/writer.ts";

/** A store's own tables, queries and commands. `Queries` has groups of functions, as `{ things: { find, list } }`. */
export interface StoreDefinition<Queries extends object = object, Commands extends CommandTable = CommandTable> {
  /** Marks a file as this application's: 31 bits that no other application uses (SQLite's `application_id`). */
  readonly databaseId: number;
  /** The steps of the application's own schema, by number. */
  readonly migrations: readonly Migration[];
  readonly commands: CommandModule<Commands>;
  // biome-ignore lint/suspicious/noExplicitAny: the tables are the application's own; its queries name them.
  queries(reading: Reading<any>): Queries;
  /** Adds the records that a new file begins with. */
  sampleData?(run: RunCommand<Commands>): Promise<void>;
  /** Files beside an embedded database that prove that there was one, such as a file of keys. */
  filesBeside?(filename: string): readonly string[];
}

/** Runs a command of an application. */
export type RunCommand<Commands extends CommandTable> = <Name extends CommandName<Commands>>(
  name: Name,
  input: CommandInput<Commands, Name>,
) => Promise<unknown>;

/** The writer of an application. */
export type WriterOf<Commands extends CommandTable> = Writer<CoreCommands & Commands>;

/** The schema of an application's database. */
export const schemaOf = ({
  databaseId,
  migrations,
}: Pick<StoreDefinition, "databaseId" | "migrations">): SchemaDefinition => ({
  databaseId,
  sequences: [
    { table: "core_migrations", migrations: coreMigrations },
    { table: "migrations", migrations },
  ],
});
