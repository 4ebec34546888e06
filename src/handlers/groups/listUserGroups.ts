import { notFound, replyPage } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const listUserGroups = async (
  { params: { userId }, query }: Input<"listUserGroups">,
  { users, groups, cursors }: Needs<"users" | "groups" | "cursors">,
): Reply<"listUserGroups"> => {
  if ((await users.find(userId)) === undefined) return notFound("user", userId);
  return replyPage(`/api/users/${userId}/groups`, query, cursors, (from) => groups.ofUser(userId, from));
};
