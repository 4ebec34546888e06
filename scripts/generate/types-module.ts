import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { OperationFacts } from "./contract-facts.ts";
import { at, ContractMistake, type Place } from "./place.ts";

const header = "// Made by `npm run generate` from openapi.yaml; do not edit.\n\n";

/** A copy in which each operation has its name: openapi-typescript leaves out those that have none. */
const withOperationIds = (root: Place, operations: readonly OperationFacts[]): OpenAPI3 => {
  const document = structuredClone(root.value);
  for (const { path, method, operationId } of operations) {
    Object.assign(at({ value: document, path: [] }, "paths", path, method).value as object, { operationId });
  }
  return document as OpenAPI3;
};

/**
 * The source of `generated/types.ts`: openapi-typescript's types of the contract. Throws `ContractMistake` when
 * openapi-typescript refuses the contract.
 */
export const typesModule = async (root: Place, operations: readonly OperationFacts[]): Promise<string> => {
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
  const contract = withOperationIds(root, operations);
  try {
    return header + astToString(await openapiTypescript(contract, options));
  } catch (error) {
    throw new ContractMistake(error instanceof Error ? error.message : String(error), []);
  }
};
