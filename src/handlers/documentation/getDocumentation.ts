import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getDocumentation = async (
  { prefix }: Input<"getDocumentation">,
  { documents }: Needs<"documents">,
): Reply<"getDocumentation"> => ({ status: 200, ...documents.page(prefix) });
