import type { Kysely } from "kysely";
import { DatabaseError } from "./database-error.ts";
import type { Engine } from "./engine.ts";
import type { Migration } from "./migration.ts";

/** Steps with numbers of their own, and the table that records those that a database has. */
export interface MigrationSequence {
  readonly table: string;
  readonly migrations: readonly Migration[];
}

/** What marks a database as an application's, and every step of its schema, the core's first. */
export interface SchemaDefinition {
  /** SQLite's `application_id` (https://www.sqlite.org/pragma.html#pragma_application_id). */
  readonly databaseId: number;
  readonly sequences: readonly MigrationSequence[];
}

type RecordTable = Readonly<Record<string, { number: number; name: string; applied_at: string }>>;

/** The number of the newest migration of a sequence that a database has, 0 for one without any. */
const newestApplied = async (database: Kysely<unknown>, engine: Engine, table: string): Promise<number> => {
  if (!(await engine.hasTable(database, table))) return 0;
  const { newest } = await database
    .withTables<RecordTable>()
    .selectFrom(table)
    .select(({ fn }) => fn.max("number").as("newest"))
    .executeTakeFirstOrThrow();
  return Number(newest ?? 0);
};

/**
 * Whether a schema lacks a step that this code knows. `name` is what the database is called in messages.
 * @throws DatabaseError for one that has a step that this code does not know
 */
export const schemaState = async (
  database: Kysely<unknown>,
  engine: Engine,
  name: string,
  sequences: readonly MigrationSequence[],
): Promise<"older" | "current"> => {
  let state: "older" | "current" = "current";
  for (const { table, migrations } of sequences) {
    const applied = await newestApplied(database, engine, table);
    const known = migrations.at(-1)?.number ?? 0;
    if (applied > known) {
      throw new DatabaseError(
        `${name} was written by a newer version: ${table} has number ${applied}, and this version knows numbers up to ${known}`,
      );
    }
    if (applied < known) state = "older";
  }
  return state;
};

/**
 * Brings the schema up to date, sequence by sequence, and records each step, in the transaction that it is given: the caller holds
 * the write lock and commits, so that either all of it is there or nothing.
 */
export const migrate = async (
  transaction: Kysely<unknown>,
  engine: Engine,
  sequences: readonly MigrationSequence[],
): Promise<void> => {
  for (const { table, migrations } of sequences) {
    await createRecordTable(transaction, engine, table);
    const applied = await newestApplied(transaction, engine, table);
    for (const { number, name, up } of migrations) {
      if (number <= applied) continue;
      await up(transaction, engine);
      await transaction
        .withTables<RecordTable>()
        .insertInto(table)
        .values({ number, name, applied_at: new Date().toISOString() })
        .execute();
    }
  }
};

const createRecordTable = ({ schema }: Kysely<unknown>, engine: Engine, table: string): Promise<void> =>
  schema
    .createTable(table)
    .ifNotExists()
    .addColumn("number", "integer", (column) => column.notNull().primaryKey())
    .addColumn("name", engine.text, (column) => column.notNull())
    .addColumn("applied_at", engine.text, (column) => column.notNull())
    .$call(engine.finishTable)
    .execute();
