import { conditionOf, replyChanged } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const updateUser = async (
  { params: { userId: id }, headers, body: patch, caller }: Input<"updateUser">,
  { writer }: Needs<"writer">,
): Reply<"updateUser"> => {
  const outcome = await writer.run("updateUser", { id, patch, condition: conditionOf(headers) }, caller);
  return replyChanged(outcome, { noun: "user", id });
};
