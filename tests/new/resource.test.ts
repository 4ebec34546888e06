/** `npm run new -- resource`: from the contract to its tests. */
import { existsSync } from "node:fs";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { newProject, ownDirectory } from "../../scripts/new/project.ts";
import { newResource } from "../../scripts/new/resource.ts";
import { runFile } from "../../scripts/run-tool.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const makeProject = async (directory: string): Promise<string> => {
  const project = join(directory, "shop");
  await newProject({ directory: project });
  await symlink(join(ownDirectory, "node_modules"), join(project, "node_modules"), "junction");
  return project;
};

const readIn = (directory: string, file: string): Promise<string> => readFile(join(directory, file), "utf8");

/** Whether one text is the other with lines added. */
const hasLinesOf = (text: string, before: string): boolean => {
  const lines = text.split("\n")[Symbol.iterator]();
  return before
    .trimEnd()
    .split("\n")
    .every((wanted) => {
      for (const line of { [Symbol.iterator]: () => ({ next: () => lines.next() }) }) if (line === wanted) return true;
      return false;
    });
};

describe("a new resource", () => {
  it("keeps every line of the contract, has types that fit, and tests that pass", async () => {
    await using directory = await temporaryDirectory();
    const project = await makeProject(directory.path);
    const before = await readIn(project, "openapi.yaml");
    const written = await newResource(project, "boxes");
    expect(written).toContain("src/domain/migrations/0001-boxes.ts");
    expect(hasLinesOf(await readIn(project, "openapi.yaml"), before)).toBe(true);
    expect(await newResource(project, "cities")).toContain("src/domain/migrations/0002-cities.ts");
    const [types, tests] = await Promise.all([
      runFile("node_modules/typescript/bin/tsc", ["--noEmit"], project),
      runFile("node_modules/vitest/vitest.mjs", ["run"], project),
    ]);
    expect(types).toMatchObject({ exitCode: 0 });
    expect(tests.exitCode, tests.output).toBe(0);
  }, 120_000);

  it("is made once, and nothing is written where it cannot be", async () => {
    await using directory = await temporaryDirectory();
    const project = await makeProject(directory.path);
    await newResource(project, "boxes");
    const contract = await readIn(project, "openapi.yaml");
    await expect(newResource(project, "boxes")).rejects.toThrow("has /api/boxes and the schema Box already");
    await expect(newResource(project, "Boxes!")).rejects.toThrow("is no plural");
    await writeFile(join(project, "openapi.yaml"), JSON.stringify(parse(contract)));
    await expect(newResource(project, "trees")).rejects.toThrow("block style");
    expect(existsSync(join(project, "src/domain/resources/trees.ts"))).toBe(false);
  });

  it("refers to parts that are the same as those of this repository's contract", async () => {
    const own = parse(await readIn(ownDirectory, "openapi.yaml"));
    const shared = parse(await readIn(ownDirectory, "scripts/new/resource/shared.yaml"));
    for (const [part, entries] of Object.entries<Record<string, unknown>>(shared.components)) {
      for (const [name, entry] of Object.entries(entries)) expect(own.components[part][name], name).toEqual(entry);
    }
  });
});
