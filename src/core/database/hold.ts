import { type QueryExecutorProvider, sql } from "kysely";
import { engineOf } from "./engine-of.ts";

// "Rost": the first half of the key of each advisory lock, which all applications on a database share.
const application = sql.lit(0x526f7374);

/** What transactions do one after the other. The numbers are the second half of the key, and never change. */
const names = { migrations: 1, contacts: 2, data: 3 };

/** Waits until no other transaction holds the same, and holds it up to the end of this one. */
export const hold = async (transaction: QueryExecutorProvider, name: keyof typeof names): Promise<void> => {
  // With its one writer, one transaction follows the other anyway.
  if (engineOf(transaction) === "sqlite") return;
  await sql`select pg_advisory_xact_lock(${application}, ${sql.lit(names[name])})`.execute(transaction);
};

/** Waits until no other transaction writes to a table, and lets none write to it up to the end of this one. */
export const holdTable = async (transaction: QueryExecutorProvider, table: "users"): Promise<void> => {
  if (engineOf(transaction) === "sqlite") return;
  await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(transaction);
};
