import { answerDeletion, conditionOf, notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteUser = async (
  { params: { userId: id }, headers, caller }: Input<"deleteUser">,
  { writer }: Needs<"writer">,
): Reply<"deleteUser"> => {
  const outcome = await writer.run("deleteUser", { id, condition: conditionOf(headers) }, caller);
  return answerDeletion(outcome, notFound("user", id));
};
