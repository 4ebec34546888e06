import { notFound } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const updateUser = async (
  { params, body, caller }: Input<"updateUser">,
  { writer }: Needs<"writer">,
): Reply<"updateUser"> => {
  const user = await writer.run("updateUser", { id: params.userId, ...body }, caller);
  return user ? { status: 200, body: user } : notFound("user", params.userId);
};
