import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getData = async (_: Input<"getData">, { data }: Needs<"data">): Reply<"getData"> => ({
  status: 200,
  body: await data.all(),
});
