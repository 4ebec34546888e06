import { type Kysely, type SqlBool, sql } from "kysely";
import type { ChangeOrder } from "../queries/change-place.ts";
import type { Tables } from "../tables.ts";

/**
 * Many transactions write at the same time, and commit in another order than that of their sequences. Only what is older
 * than every transaction under way is read, in the order of the transactions: nothing can be added before it any more.
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
 */
export const byTransaction: ChangeOrder = {
  transaction: sql<number>`transaction_id::text::bigint`,
  columns: [sql.ref("transaction_id"), sql.ref("sequence")],
  isBehind: ({ transaction, sequence }) =>
    sql<SqlBool>`(transaction_id, sequence) > (${String(transaction)}::text::xid8, ${sequence}::bigint) and transaction_id < pg_snapshot_xmin(pg_current_snapshot())`,
};

/** For how many seconds the oldest of the changes waits that are written and may not be read yet; 0 while none does. */
export const changesLagSeconds = async (database: Kysely<Tables>): Promise<number> => {
  const { rows } = await sql<{ lag: number }>`
    select coalesce(greatest(extract(epoch from now() - min(occurred_at::timestamptz)), 0), 0)::float8 as lag
    from changes
    where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())
  `.execute(database);
  return rows[0]?.lag ?? 0;
};
