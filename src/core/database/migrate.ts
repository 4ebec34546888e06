import type { Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import type { Migration } from "./migration.ts";

type MigrationTables = { migrations: { number: number; name: string; applied_at: string } };

/** The number of the newest migration that a database has, 0 for one without any. Its `migrations` table must be there. */
export const newestApplied = async (database: Kysely<unknown>): Promise<number> => {
  const { newest } = await database
    .withTables<MigrationTables>()
    .selectFrom("migrations")
    .select(({ fn }) => fn.max("number").as("newest"))
    .executeTakeFirstOrThrow();
  return newest ?? 0;
};

/** The number of the newest migration that this code knows. */
export const newestKnown = (migrations: readonly Migration[]): number => migrations.at(-1)?.number ?? 0;

/**
 * Brings the schema up to date and records each step, in the transaction that it is given: the caller holds the write
 * lock and commits, so that either all of it is there or nothing.
 */
export const migrate = async (
  transaction: Kysely<unknown>,
  engine: Engine,
  migrations: readonly Migration[],
): Promise<void> => {
  await createMigrationsTable(transaction, engine);
  const applied = await newestApplied(transaction);
  for (const migration of migrations) {
    if (migration.number <= applied) continue;
    await migration.up(transaction, engine);
    await transaction
      .withTables<MigrationTables>()
      .insertInto("migrations")
      .values({ number: migration.number, name: migration.name, applied_at: new Date().toISOString() })
      .execute();
  }
};

const createMigrationsTable = ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> =>
  schema
    .createTable("migrations")
    .ifNotExists()
    .addColumn("number", "integer", (column) => column.notNull().primaryKey())
    .addColumn("name", engine.text, (column) => column.notNull())
    .addColumn("applied_at", engine.text, (column) => column.notNull())
    .$call(engine.finishTable)
    .execute();
