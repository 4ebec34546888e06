import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findDrift, generate } from "../../scripts/generate/project.ts";
import { filesOf, makeProject, runGenerate } from "./project.ts";

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;

interface Mistake {
  readonly what: string;
  /** The text of the contract to replace, and what with. */
  readonly replaced: string;
  readonly by: string;
  /** A text on the line that is to be named, once the contract is mistaken. */
  readonly line: string;
  readonly message: RegExp;
}

const mistakes: readonly Mistake[] = [
  {
    what: "a key that is there twice",
    replaced: "  title: Roster\n",
    by: "  title: Roster\n  title: Other\n",
    line: "title: Other",
    message: /unique/,
  },
  {
    what: "a bracket that is never closed",
    replaced: "tags: [Health]",
    by: "tags: [Health",
    line: "summary: Is the process alive?",
    message: /flow sequence|\]/i,
  },
  {
    what: "a tab for indentation",
    replaced: "  title: Roster\n",
    by: "\ttitle: Roster\n",
    line: "\ttitle: Roster",
    message: /tab/i,
  },
  {
    what: "a reference to nothing",
    replaced: '"200": { $ref: "#/components/responses/Liveness" }',
    by: '"200": { $ref: "#/components/responses/Livenes" }',
    line: '#/components/responses/Livenes"',
    message: /#\/components\/responses\/Livenes does not exist/,
  },
  {
    what: "a reference to another file",
    replaced: '"200": { $ref: "#/components/responses/Liveness" }',
    by: '"200": { $ref: "other.yaml#/Liveness" }',
    line: "other.yaml",
    message: /other.yaml#\/Liveness leaves the contract/,
  },
  {
    what: "a reference to itself",
    replaced: "    UserId:\n      type: integer\n",
    by: '    UserId:\n      $ref: "#/components/schemas/UserId"\n      type: integer\n',
    line: '$ref: "#/components/schemas/UserId"\n      type: integer',
    message: /leads back to itself/,
  },
  {
    what: "an operationId that is there twice",
    replaced: "operationId: getReadiness",
    by: "operationId: getLiveness",
    line: "operationId: getLiveness\n      tags: [Health]\n      summary: Can it take requests?",
    message: /getLiveness is there twice/,
  },
  {
    what: "a security scheme that does not exist",
    replaced: '- apiKey: ["users:write"]',
    by: '- token: ["users:write"]',
    line: "- token:",
    message: /token does not exist/,
  },
  {
    what: "a problem type without a title",
    replaced: "      title: Data Full\n      meaning",
    by: "      meaning",
    line: "status: 409\n      meaning",
    message: /data-full\/title must be a text/,
  },
  {
    what: "a problem type whose status is a word",
    replaced: "    data-full:\n      status: 409\n",
    by: "    data-full:\n      status: conflict\n",
    line: "status: conflict",
    message: /data-full\/status must be an integer/,
  },
  {
    what: "what is not OpenAPI",
    replaced: "openapi: 3.1.0",
    by: "openapi: 2.0.0",
    line: "openapi: 2.0.0",
    message: /2\.0\.0/,
  },
];

describe("a mistaken contract is said in one line with its position, and leaves every file as it was", () => {
  test.each(mistakes)("$what", async ({ replaced, by, line, message }) => {
    await using project = await makeProject();
    const path = join(project.directory, "openapi.yaml");
    const contract = await readFile(path, "utf8");
    expect(contract).toContain(replaced);
    const mistaken = contract.replace(replaced, by);
    await writeFile(path, mistaken);
    const error = await generate(project.directory).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const said = error instanceof Error ? error.message : "";
    expect(said).toMatch(new RegExp(`^openapi\\.yaml:${lineOf(mistaken, line)}:\\d+ .+$`));
    expect(said).toMatch(message);
    expect(await filesOf(project.directory)).toEqual(new Map());
  });

  test("by the script too, which exits with 1", async () => {
    await using project = await makeProject();
    await generate(project.directory);
    const before = await filesOf(project.directory);
    await writeFile(join(project.directory, "openapi.yaml"), "openapi: 3.1.0\ninfo: {\n");
    for (const options of [[], ["--check"]]) {
      const ending = await runGenerate(project.directory, ...options);
      expect(ending).toMatchObject({ exitCode: 1, output: "" });
      expect(ending.errorOutput).toMatch(/^openapi\.yaml:\d+:\d+ .+\n$/);
    }
    expect(await filesOf(project.directory)).toEqual(before);
  });

  test("no contract at all, and an option that there is none of", async () => {
    await using project = await makeProject();
    expect(await runGenerate(project.directory, "--chek")).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringMatching(/^Unknown option '--chek'.*\n$/),
    });
    await rm(join(project.directory, "openapi.yaml"));
    await expect(findDrift(project.directory)).rejects.toThrow("openapi.yaml cannot be read here (ENOENT)");
  });
});
