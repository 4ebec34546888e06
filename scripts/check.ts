/**
 * Everything that can be checked without running Roster, side by side. `--quick` is for a commit: what takes a moment.
 * Says a line for each check, and the output of those that fail; exits with 1 when one does.
 */
import { runFile } from "./run-tool.ts";

interface Check {
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

const quick: readonly Check[] = [drift, biome("--staged"), types];

const all: readonly Check[] = [
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

const run = async ({ name, file, commandLine }: Check): Promise<boolean> => {
  const start = performance.now();
  const { exitCode, output } = await runFile(file, commandLine);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (exitCode !== 0) console.log(output.trimEnd());
  return exitCode === 0;
};

const results = await Promise.all((process.argv.includes("--quick") ? quick : all).map(run));
process.exitCode = results.every(Boolean) ? 0 : 1;
