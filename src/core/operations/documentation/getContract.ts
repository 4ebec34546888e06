import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";

export const getContract = async (
  { prefix }: Input<"getContract">,
  { documents }: Needs<"documents">,
): Reply<"getContract"> => ({ status: 200, ...documents.contractJson(prefix) });
