import { answerDeletion, conditionOf, notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteContact = async (
  { params, headers, caller }: Input<"deleteContact">,
  { writer }: Needs<"writer">,
): Reply<"deleteContact"> => {
  const outcome = await writer.run("deleteContact", { userId: params.userId, ...conditionOf(headers) }, caller);
  return answerDeletion(outcome, notFound("contact of user", params.userId));
};
