import { notFound } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteDatum = async (
  { params, caller }: Input<"deleteDatum">,
  { writer }: Needs<"writer">,
): Reply<"deleteDatum"> => {
  const deleted = await writer.run("deleteDatum", { key: params.key }, caller);
  return deleted ? { status: 204 } : notFound("datum", params.key);
};
