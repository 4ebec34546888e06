import { type SqlBool, sql } from "kysely";
import type { ChangeOrder } from "../queries/change-place.ts";

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
