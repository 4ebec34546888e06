import { deleteOne } from "#core";
import { users } from "../resources/users.ts";
import { deleteContact } from "./deleteContact.ts";

/** Deletes a user, and the contact with it. */
export const deleteUser = deleteOne(users, async (transaction, userId, context) => {
  const { changes } = await deleteContact(transaction, { userId }, context);
  return changes;
});
