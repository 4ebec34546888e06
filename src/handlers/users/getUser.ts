import { replyFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getUser = async ({ params }: Input<"getUser">, { users }: Needs<"users">): Reply<"getUser"> =>
  replyFound(await users.find(params.userId), "user", params.userId);
