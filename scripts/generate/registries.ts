/** The registries of an application's own code: what it has is found by where it stands and what it exports. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { coreOperations } from "../../src/core/operations/operations.ts";
import type { GeneratedFiles } from "./generated-files.ts";

/** A module, by its path from the top of the project. */
interface Module {
  readonly name: string;
  readonly path: string;
}

const header = (from: string): string => `// Made by \`npm run generate\` from ${from}; do not edit.\n`;

const isMissing = (error: NodeJS.ErrnoException): readonly [] => {
  if (error.code === "ENOENT") return [];
  throw error;
};

const exportsName = (text: string, name: string): boolean =>
  new RegExp(`^export (?:const|function|async function) (?:${name}\\b|\\{[^}]*\\b${name}\\b)`, "m").test(text);

/** The modules in a directory that export what `exported` says of their name; others there are parts of these. */
const modulesIn = async (
  project: string,
  directory: string,
  exported: (name: string) => string,
): Promise<readonly Module[]> => {
  const files = await readdir(join(project, directory)).catch(isMissing);
  const modules: Module[] = [];
  for (const file of files.filter((each) => each.endsWith(".ts")).sort()) {
    const [name, path] = [basename(file, ".ts"), `${directory}/${file}`];
    if (exportsName(await readFile(join(project, path), "utf8"), exported(name))) modules.push({ name, path });
  }
  return modules;
};

/** The directories of the application's own, in which `src/handlers` and the core are not. */
const domainsIn = async (project: string): Promise<readonly string[]> => {
  const entries = await readdir(join(project, "src"), { withFileTypes: true }).catch(isMissing);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.filter((name) => name !== "core" && name !== "handlers").map((name) => `src/${name}`);
};

const directoriesIn = async (project: string, directory: string): Promise<readonly string[]> => {
  const entries = await readdir(join(project, directory), { withFileTypes: true }).catch(isMissing);
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${directory}/${name}`);
  return [directory, ...below];
};

const modulesOfEach = async (
  project: string,
  directories: readonly string[],
  exported: (name: string) => string,
): Promise<readonly Module[]> =>
  (await Promise.all(directories.map((directory) => modulesIn(project, directory, exported)))).flat();

const importsOf = (modules: readonly Module[], exported?: string): string =>
  modules
    .map(({ name, path }) => {
      const what = exported === undefined ? name : `${exported} as ${name}`;
      return `import { ${what} } from "../${path}";\n`;
    })
    .join("");

const reserved = new Set(["delete", "default", "new", "import", "export", "function", "return", "class", "with", "in"]);

/** The name of the handler of an operation, and of its file: its id in camelCase. */
export const identifierOf = (operationId: string): string => {
  const words = operationId.split(/[^A-Za-z0-9_$]+/).filter((word) => word !== "");
  const name = words.map((word, place) => (place === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  return /^\d/.test(name) || reserved.has(name) || name === "" ? `_${name}` : name;
};

const handlersModule = (modules: readonly Module[], operationIds: readonly string[]): string => {
  const own = modules.filter(({ name }) => operationIds.some((id) => identifierOf(id) === name));
  const entries = operationIds.flatMap((id) => {
    const name = identifierOf(id);
    if (own.some((module) => module.name === name)) return [`  ${name === id ? id : `"${id}": ${name}`},\n`];
    return Object.hasOwn(coreOperations, id) ? [`  ${id}: coreOperations.${id},\n`] : [];
  });
  const isNeeded = entries.some((entry) => entry.includes("coreOperations"));
  return `${header("openapi.yaml and src/handlers")}
${isNeeded ? 'import { coreOperations } from "#core";\n' : ""}import type { Dependencies } from "../src/handlers/dependencies.ts";
import type { Handlers } from "../src/handlers/handler.ts";
${importsOf(own)}
/** The handler of each operation. The types hold this to the contract: nothing is missing and nothing too much. */
export const handlers = {
${entries.join("")}} satisfies Handlers<Dependencies>;
`;
};

const commandsModule = (modules: readonly Module[]): string => `${header("src/*/commands")}
${importsOf(modules)}
/** Every write of the application, by its name. */
export const commands = {
${modules.map(({ name }) => `  ${name},\n`).join("")}};

export type Commands = typeof commands;
`;

const queriesModule = (modules: readonly Module[]): string =>
  modules.length === 0
    ? `${header("src/*/queries")}
/** The application reads nothing of its own. */
export const createQueries = () => ({});

export type Queries = ReturnType<typeof createQueries>;
`
    : `${header("src/*/queries")}
import type { Reading } from "#core";
${importsOf(modules, "createQueries")}
/** What the application reads, in groups, so that each reader is given only what it needs. */
// biome-ignore lint/suspicious/noExplicitAny: the tables are the application's own; each group of queries names its own.
export const createQueries = (database: Reading<any>) => ({
${modules.map(({ name }) => `  ${name}: ${name}(database),\n`).join("")}});

export type Queries = ReturnType<typeof createQueries>;
`;

const migrationsModule = (modules: readonly Module[]): string => {
  const named = modules.map(({ name, path }) => ({ name: `step${Number.parseInt(name, 10)}`, file: name, path }));
  const steps = named.map(({ name, file }) => {
    const [number = "", ...words] = file.split("-");
    return `  { number: ${Number(number)}, name: "${words.join("-")}", up: ${name} },\n`;
  });
  return `${header("src/*/migrations")}
import type { Migration } from "#core";
${importsOf(named, "up")}
/** Every step of the application's schema, in order. */
export const migrations: readonly Migration[] = [
${steps.join("")}];
`;
};

/** The registries of handlers, commands, queries and migrations. */
export const registriesOf = async (project: string, operationIds: readonly string[]): Promise<GeneratedFiles> => {
  const domains = await domainsIn(project);
  const within = (part: string): readonly string[] => domains.map((domain) => `${domain}/${part}`);
  const handlerDirectories = await directoriesIn(project, "src/handlers");
  const [handlers, commands, queries, migrations] = await Promise.all([
    modulesOfEach(project, handlerDirectories, (name) => name),
    modulesOfEach(project, within("commands"), (name) => name),
    modulesOfEach(project, within("queries"), () => "createQueries"),
    modulesOfEach(project, within("migrations"), () => "up"),
  ]);
  const byFile = migrations.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return new Map([
    ["generated/handlers.ts", handlersModule(handlers, operationIds)],
    ["generated/commands.ts", commandsModule(commands)],
    ["generated/queries.ts", queriesModule(queries)],
    ["generated/migrations.ts", migrationsModule(byFile)],
  ]);
};
