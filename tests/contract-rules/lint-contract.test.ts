import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lintFiles } from "../../scripts/lint/redocly.ts";

const rosterDirectory = join(import.meta.dirname, "../..");
const script = join(rosterDirectory, "scripts/lint-contract.ts");

const lintContract = (directory: string) =>
  new Promise<{ exitCode: unknown; output: string; errorOutput: string }>((resolve) => {
    execFile(process.execPath, [script], { cwd: directory }, (error, output, errorOutput) =>
      resolve({ exitCode: error === null ? 0 : error.code, output, errorOutput }),
    );
  });

const poorContract = `openapi: 3.1.0
info: { title: Poor, version: 1.0.0 }
paths:
  /things/{thingId}:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }
      responses:
        "200": { description: Done. }
`;

test("Roster's own contract passes, with its score", async () => {
  expect(await lintContract(rosterDirectory)).toEqual({
    exitCode: 0,
    output: expect.stringMatching(
      /^openapi\.yaml and generated\/openapi-3\.0\.json keep every rule; agentReadiness is \d+/,
    ),
    errorOutput: "",
  });
}, 60_000);

test("a poor contract fails, each problem with its position and the score with what it should be", async () => {
  const directory = await mkdtemp(join(tmpdir(), "roster-lint-"));
  try {
    await symlink(join(rosterDirectory, "scripts"), join(directory, "scripts"), "junction");
    await copyFile(join(rosterDirectory, "redocly.yaml"), join(directory, "redocly.yaml"));
    await mkdir(join(directory, "generated"));
    await writeFile(join(directory, "openapi.yaml"), poorContract);
    await writeFile(join(directory, "generated/openapi-3.0.json"), '{ "openapi": "3.0.3" }');
    const { exitCode, output, errorOutput } = await lintContract(directory);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: "" });
    expect(errorOutput).toContain("openapi.yaml:9:21 roster/named-object: ");
    expect(errorOutput).toMatch(/^generated\/openapi-3\.0\.json:\d+:\d+ struct: /m);
    expect(errorOutput).toMatch(/^openapi\.yaml: exampleCoverage is 0, less than 1 \(redocly score\)$/m);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}, 60_000);

test("what cannot be linted is no success", async () => {
  await expect(lintFiles(rosterDirectory, ["there-is-no-such-file.yaml"])).rejects.toThrow("redocly could not lint");
}, 60_000);
