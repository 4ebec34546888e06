import { notFound } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const deleteUser = async (
  { params, caller }: Input<"deleteUser">,
  { writer }: Needs<"writer">,
): Reply<"deleteUser"> => {
  const deleted = await writer.run("deleteUser", { id: params.userId }, caller);
  return deleted ? { status: 204 } : notFound("user", params.userId);
};
