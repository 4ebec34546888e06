import { notFound } from "../../contract/problem.ts";
import { answerRead } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getDatum = async ({ params, headers }: Input<"getDatum">, { data }: Needs<"data">): Reply<"getDatum"> => {
  const datum = await data.find(params.key);
  return datum ? answerRead(headers, datum, {}) : notFound("datum", params.key);
};
