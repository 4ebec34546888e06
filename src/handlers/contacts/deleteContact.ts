import { notFound } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteContact = async (
  { params, caller }: Input<"deleteContact">,
  { writer }: Needs<"writer">,
): Reply<"deleteContact"> => {
  const deleted = await writer.run("deleteContact", { userId: params.userId }, caller);
  return deleted ? { status: 204 } : notFound("contact of user", params.userId);
};
