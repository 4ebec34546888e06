import { conditionOf, entityTagOf, notFound, preconditionFailed } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const updateUser = async (
  { params, headers, body, caller }: Input<"updateUser">,
  { writer }: Needs<"writer">,
): Reply<"updateUser"> => {
  const user = await writer.run("updateUser", { id: params.userId, ...body, ...conditionOf(headers) }, caller);
  if (user === "missing") return notFound("user", params.userId);
  if (user === "stale") return preconditionFailed();
  return { status: 200, body: user, headers: { ETag: entityTagOf(user) } };
};
