import { copyable, notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getUser = async ({ params }: Input<"getUser">, { users }: Needs<"users">): Reply<"getUser"> => {
  const user = await users.find(params.userId);
  return user ? { status: 200, body: user, headers: copyable(user) } : notFound("user", params.userId);
};
