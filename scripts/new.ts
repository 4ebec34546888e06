/** `npm run new`: operations of this project, and projects of their own. */
import { parseArgs } from "node:util";
import { UsageError } from "./keys/arguments.ts";
import { newOperations } from "./new/operation.ts";
import { newProject } from "./new/project.ts";
import { newResource } from "./new/resource.ts";
import { updateProject } from "./new/update.ts";

const usage = `Usage:
  npm run new -- operation [ID…]
  npm run new -- resource NAME
  npm run new -- project DIR [--contract FILE] [--name NAME]
  npm run new -- update DIR

operation writes a handler for each of these operations of openapi.yaml, or for all that have none. It returns the example of
the contract until you replace it; npm run check counts those that still do.

resource adds a resource, named in the plural, from the contract to its tests: pages, create, get, merge patch and delete of things
with a name. Go on from there: add fields to the contract, to the resource and in a migration.

project makes a project in an empty directory: the core, the scripts, a test, and a handler for each operation of the contract
FILE (OpenAPI 3.0 or 3.1). Without a contract, it begins with a small one.

update brings the core and the scripts of such a project up to date. Files that were changed by hand stay as they are.
`;

const run = async (): Promise<string> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { contract: { type: "string" }, name: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const [what, ...names] = positionals;
  if (values.help || what === undefined) return usage;
  if (what === "operation") {
    const files = await newOperations(process.cwd(), names);
    if (files.length === 0) return "Every operation has a handler.\n";
    return `Written:\n${files.map((file) => `  ${file}\n`).join("")}Each returns the example of the contract: replace it.\n`;
  }
  if (what === "resource") {
    const [name, ...others] = names;
    if (name === undefined || others.length > 0)
      throw new UsageError("Which resource? npm run new -- resource projects");
    const files = await newResource(process.cwd(), name);
    return `Written:\n${files.map((file) => `  ${file}\n`).join("")}Now npm run check and npm test; then add what it is made of.\n`;
  }
  const [directory, ...surplus] = names;
  if (directory === undefined) throw new UsageError(`Which directory? npm run new -- ${what} DIR`);
  if (surplus.length > 0) throw new UsageError(`"${surplus[0]}" is one argument too many.`);
  if (what === "project") return newProject({ directory, contract: values.contract, name: values.name });
  if (what === "update") return updateProject(directory);
  throw new UsageError(`There is no "${what}"; there are operation, resource, project and update.`);
};

const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError ||
  String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS") ||
  /^openapi\.yaml(:\d+:\d+)? /.test((error as Error).message);

try {
  process.stdout.write(await run());
} catch (error) {
  process.stderr.write(`new: ${isExpected(error) ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
