/** `npm run new -- project DIR`: a project of its own, on the same core, for a contract that somebody else wrote. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { factsOf } from "../generate/contract-facts.ts";
import { parseContract, withPosition } from "../generate/contract-source.ts";
import { UsageError } from "../keys/arguments.ts";
import { runRedocly } from "../redocly/run.ts";
import { baseFilesOf, digestOf } from "./base-files.ts";
import { newOperations } from "./operation.ts";
import { packageFile } from "./package-file.ts";
import { fill, templatesIn } from "./templates.ts";
import { writeFiles } from "./write-files.ts";

/** The directory of this project, whose core the new one has. */
export const ownDirectory = fileURLToPath(new URL("../..", import.meta.url));

/** What the base of a project was, so that `update` can tell what was changed by hand. */
export const manifestFile = ".base.json";

export interface Manifest {
  readonly files: Readonly<Record<string, string>>;
}

/** What is asked for. */
export interface NewProject {
  readonly directory: string;
  readonly contract?: string | undefined;
  readonly name?: string | undefined;
}

const nameOf = (directory: string): string =>
  basename(resolve(directory))
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");

/** A contract in one piece: references to other files are put where they stand. */
const readContractFile = async (file: string): Promise<string> => {
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });
  const leavesFile = /\$ref["']?\s*:\s*["']?(?!#)[^\s"'#]/.test(text);
  if (!leavesFile) return text;
  const bundled = join(dirname(resolve(file)), basename(file));
  const { output, errorOutput } = await runRedocly(dirname(bundled), ["bundle", basename(file), "--ext=yaml"]);
  if (output.trim() === "") throw new UsageError(`${file} cannot be bundled: ${errorOutput.trim()}`);
  return output;
};

const requireEmpty = async (directory: string): Promise<void> => {
  if (existsSync(directory) && (await readdir(directory)).length > 0) {
    throw new UsageError(`${directory} is not empty; nothing was written.`);
  }
};

const checkContract = (text: string, file: string): { readonly title: string } => {
  const document = (() => {
    try {
      return parse(text) as { openapi?: unknown; info?: { title?: unknown } } | null;
    } catch (error) {
      throw new UsageError(`${file} is no YAML or JSON: ${(error as Error).message.split("\n")[0]}`);
    }
  })();
  if (!/^3\.[01]\./.test(String(document?.openapi))) {
    throw new UsageError(`${file} is no OpenAPI 3.0 or 3.1 document; convert it first.`);
  }
  return { title: String(document?.info?.title ?? "") };
};

/** Throws where the contract has what is not served, or is no contract. */
const checkServed = (text: string): void => {
  const { root, positionOf } = parseContract(text);
  try {
    factsOf(root);
  } catch (error) {
    throw withPosition(error, positionOf);
  }
};

/**
 * Makes the project and says what it wrote. Its operations return the examples of the contract.
 * @throws UsageError when it cannot be made; nothing is written then
 */
export const newProject = async ({ directory, contract, name = nameOf(directory) }: NewProject): Promise<string> => {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new UsageError(`--name ${name} is not of lower-case letters, digits and "-".`);
  await requireEmpty(directory);
  const templates = await templatesIn(join(ownDirectory, "scripts/new/templates"));
  const source = contract === undefined ? (templates.get("openapi.yaml") ?? "") : await readContractFile(contract);
  const { title } = contract === undefined ? { title: name } : checkContract(source, contract);
  checkServed(contract === undefined ? fill(source, { title: name }) : source);
  const base = await baseFilesOf(ownDirectory);
  const own = await readFile(join(ownDirectory, "package.json"), "utf8");
  const values = {
    name,
    title: title || name,
    databaseId: `0x${(Number.parseInt(digestOf(name).slice(0, 8), 16) >>> 1).toString(16)}`,
  };
  const files = new Map([
    ...base,
    ...[...templates].map(([path, text]) => [path, fill(text, values)] as const),
    ["openapi.yaml", fill(source.endsWith("\n") ? source : `${source}\n`, contract === undefined ? values : {})],
    ["package.json", packageFile(own, name, values.title)],
    [
      manifestFile,
      `${JSON.stringify({ files: Object.fromEntries([...base].map(([path, text]) => [path, digestOf(text)])) }, null, 2)}\n`,
    ],
  ]);
  await writeFiles(
    directory,
    [...files].map(([path, text]) => ({ path, text })),
  );
  const handlers = await newOperations(directory, []);
  return `${directory} is a project for ${values.title}, with ${handlers.length} operations. Next:

  cd ${directory}
  npm install
  npm start        # http://127.0.0.1:5000/docs
  npm test

Then write the handlers in src/handlers; each returns the example of the contract until you do.
`;
};
