import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";

export const getContractYaml = async (
  { prefix }: Input<"getContractYaml">,
  { documents }: Needs<"documents">,
): Reply<"getContractYaml"> => ({ status: 200, ...documents.contractYaml(prefix) });
