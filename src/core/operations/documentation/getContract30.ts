import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";

export const getContract30 = async (
  { prefix }: Input<"getContract30">,
  { documents }: Needs<"documents">,
): Reply<"getContract30"> => ({ status: 200, ...documents.contractJson30(prefix) });
