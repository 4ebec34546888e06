/** The package.json of a project: the same packages, in the same versions, as far as it needs them. */

interface Package {
  readonly engines: unknown;
  readonly imports: unknown;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: unknown;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const scriptNames = ["start", "dev", "generate", "keys", "migrate", "check", "new", "prepare", "check:staged"];

const development = [
  "@apiture/openapi-down-convert",
  "@biomejs/biome",
  "@redocly/cli",
  "@types/negotiator",
  "@types/node",
  "@types/pg",
  "node",
  "openapi-sampler",
  "openapi-typescript",
  "simple-git-hooks",
  "typescript",
  "vitest",
  "yaml",
];

const pick = <Value>(from: Readonly<Record<string, Value>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (name in from ? [[name, from[name]]] : [])));

/** Its text. `description` is the title of the contract. */
export const packageFile = (own: string, name: string, description: string): string => {
  const { engines, imports, scripts, dependencies, devDependencies, overrides, allowScripts } = JSON.parse(
    own,
  ) as Package;
  const project = {
    name,
    version: "0.1.0",
    description,
    private: true,
    type: "module",
    engines,
    imports,
    scripts: { ...pick(scripts, scriptNames), test: "vitest run" },
    dependencies,
    devDependencies: pick(devDependencies, development),
    overrides,
    "simple-git-hooks": { "pre-commit": "npm run --silent check:staged" },
    allowScripts: pick(allowScripts, ["node", "core-js", "simple-git-hooks"]),
  };
  return `${JSON.stringify(project, null, 2)}\n`;
};
