import type { Command } from "./command.ts";

/** Revokes an API key for good; false when there is none. Revoking it again changes nothing. */
export const revokeKey: Command<{ readonly id: string }, boolean> = async (transaction, { id }) => {
  const found = await transaction
    .selectFrom("keys")
    .select("revoked_at")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (found?.revoked_at === null) {
    await transaction.updateTable("keys").set({ revoked_at: new Date().toISOString() }).where("id", "=", id).execute();
  }
  return { outcome: found !== undefined, changes: [] };
};
