import type { Command } from "./command.ts";
import { deleteContact } from "./deleteContact.ts";

/** Deletes a user, and the contact with it; false when there is none. */
export const deleteUser: Command<{ readonly id: number }, boolean> = async (transaction, { id }, context) => {
  const { changes } = await deleteContact(transaction, { userId: id }, context);
  const { numDeletedRows } = await transaction.deleteFrom("users").where("id", "=", id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return { outcome: false, changes };
  return { outcome: true, changes: [...changes, { subject: "user", subjectId: String(id), kind: "deleted" }] };
};
