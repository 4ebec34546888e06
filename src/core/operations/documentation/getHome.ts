import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";

export const getHome = async ({ prefix }: Input<"getHome">, { documents }: Needs<"documents">): Reply<"getHome"> => ({
  status: 200,
  ...documents.page(prefix),
});
