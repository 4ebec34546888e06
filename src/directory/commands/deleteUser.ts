import { type Condition, fits } from "#core";
import type { Command } from "../tables.ts";
import { deleteContact } from "./deleteContact.ts";
import { findUser } from "./find-user.ts";

/** Deletes a user, and the contact with it. `stale`: the user is not what the condition asks for, and stays. */
export const deleteUser: Command<{ readonly id: number } & Condition, "deleted" | "missing" | "stale"> = async (
  transaction,
  { id, ...condition },
  context,
) => {
  const user = await findUser(transaction, id);
  if (user === undefined) return { outcome: "missing", changes: [] };
  if (!fits(user, condition)) return { outcome: "stale", changes: [] };
  const { changes } = await deleteContact(transaction, { userId: id }, context);
  await transaction.deleteFrom("users").where("id", "=", id).execute();
  return { outcome: "deleted", changes: [...changes, { subject: "user", subjectId: String(id), kind: "deleted" }] };
};
