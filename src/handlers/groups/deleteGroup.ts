import { answerDeletion, conditionOf, notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteGroup = async (
  { params: { groupId: id }, headers, caller }: Input<"deleteGroup">,
  { writer }: Needs<"writer">,
): Reply<"deleteGroup"> => {
  const outcome = await writer.run("deleteGroup", { id, condition: conditionOf(headers) }, caller);
  return answerDeletion(outcome, notFound("group", id));
};
