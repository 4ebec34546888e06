import { copyable, notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getDatum = async ({ params }: Input<"getDatum">, { data }: Needs<"data">): Reply<"getDatum"> => {
  const datum = await data.find(params.key);
  return datum ? { status: 200, body: datum, headers: copyable(datum) } : notFound("datum", params.key);
};
