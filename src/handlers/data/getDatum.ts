import { replyFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getDatum = async ({ params }: Input<"getDatum">, { data }: Needs<"data">): Reply<"getDatum"> =>
  replyFound(await data.find(params.key), "datum", params.key);
