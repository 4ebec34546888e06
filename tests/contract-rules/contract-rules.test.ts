import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type LintProblem, lintFiles } from "../../scripts/lint/redocly.ts";
import { cacheFaults } from "./cache-faults.ts";
import { conditionFaults } from "./condition-faults.ts";
import { type Fault, withFault } from "./fault.ts";
import { keywordFaults } from "./keyword-faults.ts";
import { operationFaults } from "./operation-faults.ts";
import { partFaults } from "./part-faults.ts";
import { pathFaults } from "./path-faults.ts";
import { rateLimitFaults } from "./rate-limit-faults.ts";
import { schemaFaults } from "./schema-faults.ts";

const projectDirectory = join(import.meta.dirname, "../..");
const faults: readonly Fault[] = [
  ...[...schemaFaults, ...keywordFaults, ...pathFaults],
  ...[...operationFaults, ...rateLimitFaults, ...cacheFaults, ...conditionFaults, ...partFaults],
];
const numbered = faults.map((fault, index) => ({ ...fault, file: `${index}.json` }));

let directory = "";
let found: readonly LintProblem[] = [];

// Starting Redocly costs more than linting one file, so every bad contract goes through one run.
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "roster-contract-rules-"));
  const contract: unknown = parse(await readFile(join(projectDirectory, "openapi.yaml"), "utf8"));
  const files = numbered.map((fault) => ({ path: join(directory, fault.file), bad: withFault(contract, fault) }));
  await Promise.all(files.map(({ path, bad }) => writeFile(path, JSON.stringify(bad))));
  found = await lintFiles(
    projectDirectory,
    files.map(({ path }) => path),
  );
}, 300_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

describe("a mistake in the contract is named by its rule, and by no other", () => {
  test.each(numbered)("$rule names $what", ({ rule, at, also = [], file }) => {
    const problems = found.filter((problem) => basename(problem.file) === file);
    const others = problems.filter((problem) => problem.rule !== rule).map((problem) => problem.rule);
    expect([...new Set(others)].sort()).toEqual([...also].sort());
    const named = problems.filter((problem) => problem.rule === rule);
    expect([...new Set(named.map(({ severity, pointer }) => `${severity} ${pointer}`))]).toEqual([`error ${at}`]);
  });
});

test("every rule that the project turns on is proven on a bad contract", async () => {
  const configuration = parse(await readFile(join(projectDirectory, "redocly.yaml"), "utf8")) as {
    readonly rules: Readonly<Record<string, unknown>>;
  };
  const proven = new Set(faults.map(({ rule }) => rule));
  expect(Object.keys(configuration.rules).filter((rule) => !proven.has(rule))).toEqual([]);
});

test("every rule of the project's own is turned on", async () => {
  const { default: plugin } = await import("../../scripts/lint/plugin.ts");
  const configuration = await readFile(join(projectDirectory, "redocly.yaml"), "utf8");
  const off = Object.keys(plugin().rules.oas3).filter((rule) => !configuration.includes(`\n  roster/${rule}: error\n`));
  expect(off).toEqual([]);
});

test("the contract and its copy for OpenAPI 3.0 keep every rule", async () => {
  expect(await lintFiles(projectDirectory, ["openapi.yaml", "generated/openapi-3.0.json"])).toEqual([]);
}, 60_000);
