import { answerRead } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getData = async ({ headers }: Input<"getData">, { data }: Needs<"data">): Reply<"getData"> =>
  answerRead(headers, await data.all(), {});
