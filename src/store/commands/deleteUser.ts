import type { Command } from "./command.ts";

/** Deletes a user; false when there is none. */
export const deleteUser: Command<{ readonly id: number }, boolean> = async (transaction, { id }) => {
  const { numDeletedRows } = await transaction.deleteFrom("users").where("id", "=", id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return { outcome: false, changes: [] };
  return { outcome: true, changes: [{ subject: "user", subjectId: String(id), kind: "deleted" }] };
};
