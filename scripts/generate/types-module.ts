import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";
import { ContractMistake, type Place } from "./place.ts";

const header = "// Made by `npm run generate` from openapi.yaml; do not edit.\n\n";

/**
 * The source of `generated/types.ts`: openapi-typescript's types of the contract. Throws `ContractMistake` when
 * openapi-typescript refuses the contract.
 */
export const typesModule = async (root: Place): Promise<string> => {
  const options = {
    immutable: true,
    alphabetize: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    // Else a property with a default would become required in requests.
    defaultNonNullable: false,
    silent: true,
  };
  // It is openapi-typescript that checks whether this is an OpenAPI document.
  const contract = root.value as OpenAPI3;
  try {
    return header + astToString(await openapiTypescript(contract, options));
  } catch (error) {
    throw new ContractMistake(error instanceof Error ? error.message : String(error), []);
  }
};
