import { type QueryExecutorProvider, sql } from "kysely";
import { engineOf } from "./engine-of.ts";

// The first half of the key of each advisory lock, which all applications on a database share.
const firstHalf = sql.lit(0x526f7374);

/** The lock of migrations. */
export const migrationsLock = 1;

/**
 * Waits until no other transaction holds the lock of this number, and holds it up to the end of this one. An application counts its
 * own locks from 2, and never changes their numbers.
 */
export const hold = async (transaction: QueryExecutorProvider, lock: number): Promise<void> => {
  // With its one writer, one transaction follows the other anyway.
  if (engineOf(transaction) === "sqlite") return;
  await sql`select pg_advisory_xact_lock(${firstHalf}, ${sql.lit(lock)})`.execute(transaction);
};

/** Waits until no other transaction writes to a table, and lets none write to it up to the end of this one. */
export const holdTable = async (transaction: QueryExecutorProvider, table: string): Promise<void> => {
  if (engineOf(transaction) === "sqlite") return;
  await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(transaction);
};
