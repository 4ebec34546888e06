import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";

export const getDocumentation = async (
  { prefix }: Input<"getDocumentation">,
  { documents }: Needs<"documents">,
): Reply<"getDocumentation"> => ({ status: 200, ...documents.page(prefix) });
