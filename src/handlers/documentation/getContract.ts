import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getContract = async (
  { prefix }: Input<"getContract">,
  { documents }: Needs<"documents">,
): Reply<"getContract"> => ({ status: 200, ...documents.contractJson(prefix) });
