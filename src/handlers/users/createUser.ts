import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const createUser = async (
  { body, caller }: Input<"createUser">,
  { writer }: Needs<"writer">,
): Reply<"createUser"> => {
  const user = await writer.run("createUser", body, caller);
  return { status: 201, body: user, headers: { Location: `/api/users/${user.id}` } };
};
