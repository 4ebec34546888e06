import { notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteMember = async (
  { params: { groupId, userId }, caller }: Input<"deleteMember">,
  { writer }: Needs<"writer">,
): Reply<"deleteMember"> => {
  const outcome = await writer.run("deleteMember", { left: groupId, right: userId }, caller);
  return outcome === "deleted" ? { status: 204 } : notFound(`member of group ${groupId}`, userId);
};
