import { notFound } from "../../contract/problem.ts";
import { answerRead } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getUser = async ({ params, headers }: Input<"getUser">, { users }: Needs<"users">): Reply<"getUser"> => {
  const user = await users.find(params.userId);
  return user ? answerRead(headers, user, {}) : notFound("user", params.userId);
};
