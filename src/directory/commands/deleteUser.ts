import { deleteOne, endLinks } from "#core";
import { members } from "../resources/members.ts";
import { users } from "../resources/users.ts";
import { deleteContact } from "./deleteContact.ts";

/** Deletes a user, and with it the contact and the memberships. */
export const deleteUser = deleteOne(
  users,
  async (transaction, userId, context) => (await deleteContact(transaction, { userId }, context)).changes,
  endLinks(members, "right"),
);
