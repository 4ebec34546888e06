/** `npm run new -- resource NAME`: a resource with pages, create, merge patch and delete, from the contract to its tests. */
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { generate } from "../generate/project.ts";
import { UsageError } from "../keys/arguments.ts";
import { format } from "./format.ts";
import { ownDirectory } from "./project.ts";
import { fill, templatesIn } from "./templates.ts";
import { writeFiles } from "./write-files.ts";
import { addToComponents, addToSection, checkKept, type Entry } from "./yaml-sections.ts";

type Json = Readonly<Record<string, unknown>>;
type Named = ReadonlyMap<string, Entry>;

const templates = join(ownDirectory, "scripts/new/resource");

const singularOf = (nouns: string): string =>
  nouns.endsWith("ies") ? nouns.replace(/ies$/, "y") : nouns.replace(/(?<=(?:s|x|ch|sh))es$|s$/, "");

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The names of a resource, by the plural that its path has. */
const namesOf = (nouns: string): Readonly<Record<string, string>> => {
  const noun = singularOf(nouns);
  if (!/^[a-z][a-z0-9]{1,40}$/.test(nouns) || noun === nouns) {
    throw new UsageError(`${nouns} is no plural in lower-case letters, such as "projects".`);
  }
  return { noun, nouns, Noun: capitalised(noun), Nouns: capitalised(nouns) };
};

/** The entries of each section of a template, by name. */
const entriesOf = (text: string, section: RegExp, entry: RegExp): ReadonlyMap<string, Named> => {
  const sections = new Map<string, Map<string, string[]>>();
  let entries: Map<string, string[]> | undefined;
  let lines: string[] | undefined;
  for (const line of text.split("\n")) {
    const [, part] = section.exec(line) ?? [];
    const [, name] = entry.exec(line) ?? [];
    if (part !== undefined || /^\w/.test(line)) {
      entries = new Map();
      lines = undefined;
      if (part !== undefined) sections.set(part, entries);
    } else if (name !== undefined && entries !== undefined) {
      lines = [line];
      entries.set(name, lines);
    } else lines?.push(line);
  }
  for (const named of sections.values()) for (const entry of named.values()) if (entry.at(-1) === "") entry.pop();
  return sections;
};

const componentsOf = (text: string) => entriesOf(text, /^ {2}(\w+):$/, /^ {4}(\w+):/);
const pathsOf = (text: string) =>
  entriesOf(text, /^(paths):$/, /^ {2}(\/[^:]*):$/).get("paths") ?? new Map<string, Entry>();

const partOf = (document: Json, ...names: readonly string[]): Json =>
  names.reduce<Json>((part, name) => (part[name] ?? {}) as Json, document);

/** Without what this contract does not have: rate limits of its own, and the scheme of an identity provider. */
const fitted = (entry: Entry, document: Json): Entry =>
  entry.filter(
    (line) =>
      !(line.trim().startsWith("x-rate-limit:") && document["x-rate-limits"] === undefined) &&
      !(line.trim().startsWith("- oidc:") && partOf(document, "components", "securitySchemes").oidc === undefined),
  );

const withScope = (
  lines: readonly string[],
  document: Json,
  names: Readonly<Record<string, string>>,
): readonly string[] => {
  const scope = `        ${names.nouns}:write: Create, change and delete ${names.nouns}.`;
  const schemes = partOf(document, "components", "securitySchemes");
  if (schemes.apiKey === undefined) {
    const scheme = ["    apiKey:", "      type: http", "      scheme: bearer", "      x-scopes:", scope];
    return addToComponents(lines, "securitySchemes", [scheme]);
  }
  const isScoped = Object.values(schemes).some((scheme) => "x-scopes" in (scheme as object));
  if (!isScoped) return lines.flatMap((line) => (line === "    apiKey:" ? [line, "      x-scopes:", scope] : [line]));
  return lines.flatMap((line) => (line === "      x-scopes:" ? [line, scope] : [line]));
};

/** The contract with the resource in it. */
const contractWith = (text: string, own: string, shared: string, names: Readonly<Record<string, string>>): string => {
  const document = (parse(text) ?? {}) as Json;
  const nouns = capitalised(names.nouns ?? "");
  let lines: readonly string[] = text.split("\n");
  lines = addToSection(
    lines,
    "paths",
    [...pathsOf(own).values()].map((entry) => fitted(entry, document)),
  );
  for (const [part, entries] of [...componentsOf(shared), ...componentsOf(own)]) {
    const known = partOf(document, "components", part);
    const missing = [...entries].filter(([name]) => !(name in known)).map(([, entry]) => entry);
    lines = addToComponents(lines, part, missing);
  }
  lines = withScope(lines, document, names);
  if (Array.isArray(document.tags)) {
    lines = addToSection(lines, "tags", [[`  - name: ${nouns}`, `    description: What there is of ${names.nouns}.`]]);
  }
  const written = lines.join("\n");
  checkKept(text, written);
  return written;
};

/** The directory of the application's own code, such as `src/directory`. */
const domainOf = async (project: string): Promise<string> => {
  const entries = await readdir(join(project, "src"), { withFileTypes: true });
  const own = entries.filter((entry) => entry.isDirectory() && !["core", "handlers"].includes(entry.name));
  return `src/${own[0]?.name ?? "domain"}`;
};

const nextNumber = async (project: string, domain: string): Promise<string> => {
  const files = await readdir(join(project, domain, "migrations")).catch(() => []);
  const last = Math.max(0, ...files.map((file) => Number.parseInt(file, 10)).filter(Number.isInteger));
  return String(last + 1).padStart(4, "0");
};

/**
 * Adds a resource to the project, from the contract to its tests, and returns what it wrote.
 * @throws UsageError when there is such a one, or the contract cannot be added to; nothing is written then
 */
export const newResource = async (project: string, nouns: string): Promise<readonly string[]> => {
  const names = namesOf(nouns);
  const { noun, Noun, Nouns } = names;
  const [text, own, shared, code] = await Promise.all([
    readFile(join(project, "openapi.yaml"), "utf8"),
    readFile(join(templates, "contract.yaml"), "utf8"),
    readFile(join(templates, "shared.yaml"), "utf8"),
    templatesIn(join(templates, "code")),
  ]);
  const document = (parse(text) ?? {}) as Json;
  const taken = [`/api/${nouns}`].filter((path) => path in partOf(document, "paths"));
  if (Noun !== undefined && Noun in partOf(document, "components", "schemas")) taken.push(`the schema ${Noun}`);
  if (taken.length > 0) throw new UsageError(`openapi.yaml has ${taken.join(" and ")} already; nothing was written.`);
  const domain = await domainOf(project);
  const handlers = `src/handlers/${nouns}`;
  const places: Readonly<Record<string, string>> = {
    resource: `${domain}/resources/${nouns}.ts`,
    migration: `${domain}/migrations/${await nextNumber(project, domain)}-${nouns}.ts`,
    queries: `${domain}/queries/${nouns}.ts`,
    "command-create": `${domain}/commands/create${Noun}.ts`,
    "command-create-on-condition": `${domain}/commands/create${Noun}OnCondition.ts`,
    "command-update": `${domain}/commands/update${Noun}.ts`,
    "command-delete": `${domain}/commands/delete${Noun}.ts`,
    "handler-list": `${handlers}/list${Nouns}.ts`,
    "handler-create": `${handlers}/create${Noun}.ts`,
    "handler-get": `${handlers}/get${Noun}.ts`,
    "handler-update": `${handlers}/update${Noun}.ts`,
    "handler-delete": `${handlers}/delete${Noun}.ts`,
    ...(existsSync(join(project, "tests/support/describe-resource.ts")) && {
      test: `tests/operations/${nouns}.test.ts`,
    }),
  };
  const files = Object.entries(places).map(([name, path]) => ({ path, text: fill(code.get(name) ?? "", names) }));
  const present = files.find(({ path }) => existsSync(join(project, path)));
  if (present !== undefined) throw new UsageError(`${present.path} is there already; nothing was written.`);
  const contract = contractWith(text, fill(own, names), shared, { ...names, noun: noun ?? "" });
  await writeFiles(project, files);
  await writeFile(join(project, "openapi.yaml"), contract);
  const written = files.map(({ path }) => path);
  await format(project, written);
  await generate(project);
  return ["openapi.yaml", ...written];
};
