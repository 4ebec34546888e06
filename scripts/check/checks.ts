/** What `npm run check` looks at, here. */

/** A program of Node, and what it is told. */
export interface Check {
  readonly name: string;
  readonly file: string;
  readonly commandLine: readonly string[];
}

const tool = (path: string): string => `node_modules/${path}`;

const drift: Check = { name: "generated files", file: "scripts/generate.ts", commandLine: ["--check"] };
const types: Check = { name: "types", file: tool("typescript/bin/tsc"), commandLine: ["--noEmit"] };
const biome = (...options: string[]): Check => ({
  name: "format and lint",
  file: tool("@biomejs/biome/bin/biome"),
  commandLine: ["check", "--error-on-warnings", "--no-errors-on-unmatched", ...options],
});

/** For a commit: what takes a moment. */
export const quick: readonly Check[] = [drift, biome("--staged"), types];

/** Everything. */
export const all: readonly Check[] = [
  drift,
  types,
  { name: "contract", file: "scripts/lint-contract.ts", commandLine: [] },
  { name: "breaking changes", file: "scripts/contract-diff.ts", commandLine: [] },
  biome(),
  {
    name: "imports",
    file: tool("dependency-cruiser/bin/dependency-cruiser.mjs"),
    commandLine: ["--config", ".dependency-cruiser.json", "src", "scripts"],
  },
  { name: "unused code", file: tool("knip/bin/knip.js"), commandLine: ["--no-progress"] },
];
