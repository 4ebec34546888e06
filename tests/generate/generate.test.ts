import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { problemTypes, scopes } from "../../generated/contract.ts";
import { factsOf } from "../../scripts/generate/contract-facts.ts";
import { findDrift, generate } from "../../scripts/generate/project.ts";
import { typesModule } from "../../scripts/generate/types-module.ts";
import { coreProblemTypes } from "../../src/core/contract/problem.ts";
import { filesOf, makeProject, rosterDirectory, runGenerate } from "./project.ts";

const generatedFiles = [
  "docs/problems.md",
  "generated/commands.ts",
  "generated/contract.ts",
  "generated/handlers.ts",
  "generated/migrations.ts",
  "generated/openapi-3.0.json",
  "generated/openapi.json",
  "generated/queries.ts",
  "generated/roster.postman_collection.json",
  "generated/types.ts",
];

describe("what comes out of the contract", () => {
  test("is the same bytes wherever it is made, by the script and by the function", async () => {
    await using one = await makeProject();
    await using other = await makeProject();
    const [ending] = await Promise.all([runGenerate(one.directory), generate(other.directory)]);
    expect(ending).toMatchObject({ exitCode: 0, errorOutput: "" });
    const files = await filesOf(one.directory);
    expect([...files.keys()]).toEqual(generatedFiles);
    expect(await filesOf(other.directory)).toEqual(files);
  });

  test("is what the repository holds", async () => {
    expect(await findDrift(rosterDirectory)).toEqual([]);
  });

  test("is not written again when it is there already", async () => {
    await using project = await makeProject();
    await generate(project.directory);
    const times = () =>
      Promise.all(
        generatedFiles.map(async (file) => (await stat(join(project.directory, file), { bigint: true })).ino),
      );
    const before = await times();
    expect(await generate(project.directory)).toEqual([]);
    expect(await times()).toEqual(before);
  });

  test("is the contract itself, as JSON in the same order, and code samples", async () => {
    const json = await readFile(join(rosterDirectory, "generated/openapi.json"), "utf8");
    const contract: unknown = parse(await readFile(join(rosterDirectory, "openapi.yaml"), "utf8"));
    const withoutSamples: unknown = JSON.parse(json, (name, value) => (name === "x-codeSamples" ? undefined : value));
    expect(json).toBe(`${JSON.stringify(JSON.parse(json), null, 2)}\n`);
    expect(JSON.stringify(withoutSamples)).toBe(JSON.stringify(contract));
  });

  test("makes the same types with code samples as without", async () => {
    const json: unknown = JSON.parse(await readFile(join(rosterDirectory, "generated/openapi.json"), "utf8"));
    const types = await readFile(join(rosterDirectory, "generated/types.ts"), "utf8");
    const root = { value: json, path: [] };
    expect(await typesModule(root, factsOf(root).operations)).toBe(types);
  });

  test("has every problem type and every scope of the contract", async () => {
    const { components } = parse(await readFile(join(rosterDirectory, "openapi.yaml"), "utf8"));
    const registry: Record<string, { status: number; title: string }> = components["x-problem-types"];
    const wanted = Object.entries(registry).map(([slug, { status, title }]) => [slug, { status, title }]);
    expect(problemTypes).toEqual(Object.fromEntries(wanted));
    expect(scopes).toEqual(components.securitySchemes.apiKey["x-scopes"]);
    const page = await readFile(join(rosterDirectory, "docs/problems.md"), "utf8");
    const missing = Object.keys(registry).filter(
      (slug) => !page.includes(`\n## ${slug}\n`) || !page.includes(`\`urn:problem-type:roster:${slug}\``),
    );
    expect(missing).toEqual([]);
  });
});

describe("the registry of problem types", () => {
  test("says the same of the core's types as the core", () => {
    expect(problemTypes).toMatchObject(coreProblemTypes);
  });
});

describe("drift", () => {
  test("is named file by file with the command that mends it, and nothing is written", async () => {
    await using project = await makeProject();
    await generate(project.directory);
    await writeFile(join(project.directory, "generated/types.ts"), "export interface paths {}\n");
    await rm(join(project.directory, "docs/problems.md"));
    await writeFile(join(project.directory, "generated/left-over.json"), "{}\n");
    const before = await filesOf(project.directory);
    const { exitCode, errorOutput } = await runGenerate(project.directory, "--check");
    expect(exitCode).toBe(1);
    expect(errorOutput.trimEnd().split("\n").sort()).toEqual([
      "docs/problems.md is missing: run npm run generate",
      "generated/left-over.json is made by nothing: run npm run generate",
      "generated/types.ts differs: run npm run generate",
    ]);
    expect(await filesOf(project.directory)).toEqual(before);
  });

  test("is mended by generating, and then there is none", async () => {
    await using project = await makeProject();
    await generate(project.directory);
    const wanted = await filesOf(project.directory);
    await writeFile(join(project.directory, "generated/openapi.json"), "{}");
    await writeFile(join(project.directory, "generated/left-over.json"), "{}\n");
    expect(await generate(project.directory)).toHaveLength(2);
    expect(await filesOf(project.directory)).toEqual(wanted);
    expect(await findDrift(project.directory)).toEqual([]);
  });

  test("is there when the contract changes by one bound", async () => {
    await using project = await makeProject();
    await generate(project.directory);
    const contract = await readFile(join(project.directory, "openapi.yaml"), "utf8");
    await writeFile(join(project.directory, "openapi.yaml"), contract.replace("maximum: 150\n", "maximum: 151\n"));
    const drift = await findDrift(project.directory);
    expect(drift.map(({ file }) => file).sort()).toEqual([
      "generated/openapi-3.0.json",
      "generated/openapi.json",
      "generated/roster.postman_collection.json",
    ]);
  });
});

test("when one file cannot be written, no other is replaced and nothing is left behind", async () => {
  await using project = await makeProject();
  await mkdir(join(project.directory, "generated"));
  await writeFile(join(project.directory, "generated/types.ts"), "// what was there\n");
  await writeFile(join(project.directory, "docs"), "no directory\n");
  await expect(generate(project.directory)).rejects.toThrow();
  await rm(join(project.directory, "docs"));
  expect(await filesOf(project.directory)).toEqual(new Map([["generated/types.ts", "// what was there\n"]]));
});
