import { notFound, replyPage } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const listMembers = async (
  { params: { groupId }, query }: Input<"listMembers">,
  { groups, cursors }: Needs<"groups" | "cursors">,
): Reply<"listMembers"> => {
  if ((await groups.find(groupId)) === undefined) return notFound("group", groupId);
  return replyPage(`/api/groups/${groupId}/members`, query, cursors, (from) => groups.members(groupId, from));
};
