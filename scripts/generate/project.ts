import { factsOf } from "./contract-facts.ts";
import { readContract, withPosition } from "./contract-source.ts";
import { downConvert } from "./down-conversion.ts";
import { factsModule } from "./facts-module.ts";
import { type Drift, driftOf, type GeneratedFiles, mendDrift } from "./generated-files.ts";
import type { Place } from "./place.ts";
import { postmanCollection } from "./postman/collection.ts";
import { problemPage } from "./problem-page.ts";
import { registriesOf } from "./registries.ts";
import { withCodeSamples } from "./samples/code-samples.ts";
import { typesModule } from "./types-module.ts";

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const filesFrom = async (projectDirectory: string, root: Place): Promise<GeneratedFiles> => {
  const facts = factsOf(root);
  const operationIds = facts.operations.map(({ operationId }) => operationId);
  const files = new Map([
    ...(await registriesOf(projectDirectory, operationIds)),
    ["generated/types.ts", await typesModule(root, facts.operations)],
    ["generated/contract.ts", factsModule(facts)],
    ["generated/openapi.json", asJson(withCodeSamples(root, facts))],
  ]);
  // What is made of Roster's own conventions, for contracts that keep to them.
  if (operationIds.includes("getContract30")) {
    files.set("generated/openapi-3.0.json", asJson(downConvert(root, facts.operations)));
  }
  if (facts.problemTypes.length > 0) {
    files.set("generated/roster.postman_collection.json", asJson(postmanCollection(root, facts)));
    files.set("docs/problems.md", problemPage(facts));
  }
  return files;
};

const filesOf = async (projectDirectory: string): Promise<GeneratedFiles> => {
  const { root, positionOf } = await readContract(projectDirectory);
  return filesFrom(projectDirectory, root).catch((error: unknown) => {
    throw withPosition(error, positionOf);
  });
};

/**
 * Names the generated files of the project that are not what its contract makes of them; writes nothing. Throws an
 * `Error` of one line, position first, when the contract is mistaken.
 */
export const findDrift = async (projectDirectory: string): Promise<readonly Drift[]> =>
  driftOf(projectDirectory, await filesOf(projectDirectory));

/** Makes the generated files of the project what its contract makes of them, and names those that were not. */
export const generate = async (projectDirectory: string): Promise<readonly Drift[]> => {
  const files = await filesOf(projectDirectory);
  const drift = await driftOf(projectDirectory, files);
  await mendDrift(projectDirectory, files, drift);
  return drift;
};
