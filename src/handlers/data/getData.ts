import { copyable } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getData = async (_: Input<"getData">, { data }: Needs<"data">): Reply<"getData"> => {
  const all = await data.all();
  return { status: 200, body: all, headers: copyable(all) };
};
