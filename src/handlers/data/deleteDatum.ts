import { answerDeletion, conditionOf, notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteDatum = async (
  { params, headers, caller }: Input<"deleteDatum">,
  { writer }: Needs<"writer">,
): Reply<"deleteDatum"> => {
  const outcome = await writer.run("deleteDatum", { key: params.key, ...conditionOf(headers) }, caller);
  return answerDeletion(outcome, notFound("datum", params.key));
};
