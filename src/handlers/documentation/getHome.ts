import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getHome = async ({ prefix }: Input<"getHome">, { documents }: Needs<"documents">): Reply<"getHome"> => ({
  status: 200,
  ...documents.page(prefix),
});
