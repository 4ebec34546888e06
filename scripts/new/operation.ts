/** `npm run new -- operation ID…`: handlers for operations of the contract that have none yet. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { coreOperations } from "../../src/core/operations/operations.ts";
import { factsOf } from "../generate/contract-facts.ts";
import { readContract, withPosition } from "../generate/contract-source.ts";
import { generate } from "../generate/project.ts";
import { identifierOf } from "../generate/registries.ts";
import { UsageError } from "../keys/arguments.ts";
import { format } from "./format.ts";
import { handlerFile } from "./handler-file.ts";
import { writeFiles } from "./write-files.ts";

const handlersIn = async (project: string): Promise<ReadonlySet<string>> => {
  const directory = join(project, "src/handlers");
  if (!existsSync(directory)) return new Set();
  const files = await readdir(directory, { recursive: true });
  return new Set(files.filter((file) => file.endsWith(".ts")).map((file) => basename(file, ".ts")));
};

/**
 * Writes a handler for each of these operations, or for all that have none, and registers it. Nothing is written over.
 * @throws UsageError for an operation that the contract does not have, or that has a handler
 */
export const newOperations = async (project: string, wanted: readonly string[]): Promise<readonly string[]> => {
  const { root, positionOf } = await readContract(project);
  try {
    const { operations } = factsOf(root);
    const known = await handlersIn(project);
    const missing = operations.filter(
      ({ operationId }) => !known.has(identifierOf(operationId)) && !Object.hasOwn(coreOperations, operationId),
    );
    for (const id of wanted) {
      if (!operations.some(({ operationId }) => operationId === id)) {
        throw new UsageError(`openapi.yaml has no operation ${id}; write it there first.`);
      }
      if (!missing.some(({ operationId }) => operationId === id)) throw new UsageError(`${id} has a handler already.`);
    }
    const chosen = wanted.length === 0 ? missing : missing.filter(({ operationId }) => wanted.includes(operationId));
    const files = chosen.map((operation) => handlerFile(root, operation));
    const written = files.map(({ path }) => path);
    await writeFiles(project, files);
    await format(project, written);
    await generate(project);
    return written;
  } catch (error) {
    throw withPosition(error, positionOf);
  }
};
