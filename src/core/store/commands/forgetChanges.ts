import { type SqlBool, sql } from "kysely";
import type { ExpiredChanges } from "../queries/changes.ts";
import type { Command } from "./command.ts";

/**
 * Deletes the oldest changes, and remembers up to where, so that a reader who has not seen them is told. Another process may
 * be doing the same: what is remembered only moves forward.
 */
export const forgetChanges: Command<ExpiredChanges, undefined> = async (transaction, { ids, through }) => {
  await transaction
    .updateTable("changes_horizon")
    .set({ transaction_id: through.transaction, sequence: through.sequence })
    .where(sql<SqlBool>`(transaction_id, sequence) < (${through.transaction}, ${through.sequence})`)
    .execute();
  await transaction.deleteFrom("changes").where("sequence", "in", ids).execute();
  return { outcome: undefined, changes: [] };
};
