import { replyFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getGroup = async ({ params }: Input<"getGroup">, { groups }: Needs<"groups">): Reply<"getGroup"> =>
  replyFound(await groups.find(params.groupId), "group", params.groupId);
