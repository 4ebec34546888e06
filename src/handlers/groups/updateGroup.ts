import { conditionOf, replyChanged } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const updateGroup = async (
  { params: { groupId: id }, headers, body: patch, caller }: Input<"updateGroup">,
  { writer }: Needs<"writer">,
): Reply<"updateGroup"> => {
  const outcome = await writer.run("updateGroup", { id, patch, condition: conditionOf(headers) }, caller);
  return replyChanged(outcome, { noun: "group", id, unique: "name" });
};
