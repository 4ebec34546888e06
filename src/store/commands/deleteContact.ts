import type { Command } from "./command.ts";

/** Deletes the contact of a user; false when there is none. */
export const deleteContact: Command<{ readonly userId: number }, boolean> = async (transaction, { userId }) => {
  const { numDeletedRows } = await transaction
    .deleteFrom("contacts")
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return { outcome: false, changes: [] };
  return { outcome: true, changes: [{ subject: "contact", subjectId: String(userId), kind: "deleted" }] };
};
