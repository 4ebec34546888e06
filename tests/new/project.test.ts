/** `npm run new`: projects for contracts that others wrote, and operations in them. */
import { existsSync } from "node:fs";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newOperations } from "../../scripts/new/operation.ts";
import { newProject, ownDirectory } from "../../scripts/new/project.ts";
import { updateProject } from "../../scripts/new/update.ts";
import { runFile } from "../../scripts/run-tool.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const shop = `openapi: 3.0.3
info: { title: "The shop's", version: "1.2" }
servers: [{ url: "https://shop.example.com/{version}", variables: { version: { default: v1 } } }]
paths:
  /items/{item-id}:
    parameters:
      - { name: item-id, in: path, required: true, schema: { type: integer, minimum: 1 } }
    get:
      operationId: get-item
      security: [{ key: [] }]
      responses:
        "200":
          description: One.
          content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } }
        default:
          description: Failed.
          content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } }
  /items:
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } }
      responses: { "204": { description: Stored. } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Item:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 2, nullable: true }
        tags: { type: array, items: { type: string } }
    Error:
      type: object
      required: [code, message]
      properties: { code: { type: integer }, message: { type: string } }
`;

const makeShop = async (directory: string, text = shop): Promise<string> => {
  const contract = join(directory, "shop.yaml");
  await writeFile(contract, text);
  const project = join(directory, "shop");
  await newProject({ directory: project, contract });
  await symlink(join(ownDirectory, "node_modules"), join(project, "node_modules"), "junction");
  return project;
};

const run = (project: string, file: string, ...commandLine: string[]) =>
  runFile(join("node_modules", file), commandLine, project);

describe("a project for a contract that somebody else wrote", () => {
  it("has types that fit and tests that pass, before anything is written in it", async () => {
    await using directory = await temporaryDirectory();
    const project = await makeShop(directory.path);
    expect(await readFile(join(project, "openapi.yaml"), "utf8")).toBe(shop);
    const [types, tests] = await Promise.all([
      run(project, "typescript/bin/tsc", "--noEmit"),
      run(project, "vitest/vitest.mjs", "run"),
    ]);
    expect(types).toMatchObject({ exitCode: 0 });
    expect(tests.output).toMatch(/Tests {2}\d+ passed/);
    expect(tests.exitCode, tests.output).toBe(0);
  }, 120_000);

  it("keeps what was written by hand when it is updated, and names what of the base was changed", async () => {
    await using directory = await temporaryDirectory();
    const project = await makeShop(directory.path);
    const handler = join(project, "src/handlers/operations/getItem.ts");
    const changed = join(project, "scripts/dev.ts");
    await writeFile(handler, "// by hand\n");
    await writeFile(changed, "// by hand\n");
    const before = await readFile(join(project, "src/core/index.ts"), "utf8");
    await writeFile(join(project, "src/core/index.ts"), before);
    const said = await updateProject(project);
    expect(said).toContain("  scripts/dev.ts\n");
    for (const file of [handler, changed]) expect(await readFile(file, "utf8")).toBe("// by hand\n");
    expect(await updateProject(project)).toContain("  scripts/dev.ts\n");
  });

  it("is given a handler for an operation that comes later, and nothing is written over", async () => {
    await using directory = await temporaryDirectory();
    const project = await makeShop(directory.path);
    expect(await newOperations(project, [])).toEqual([]);
    const more = `  /more:\n    get:\n      operationId: more\n      responses: { "204": { description: None. } }\n`;
    await writeFile(join(project, "openapi.yaml"), shop.replace("components:\n", `${more}components:\n`));
    await expect(newOperations(project, ["none"])).rejects.toThrow("openapi.yaml has no operation none");
    await expect(newOperations(project, ["get-item"])).rejects.toThrow("get-item has a handler already");
    expect(await newOperations(project, ["more"])).toEqual(["src/handlers/operations/more.ts"]);
    expect(await readFile(join(project, "generated/handlers.ts"), "utf8")).toContain("operations/more.ts");
  });

  it.each([
    ["type: apiKey, in: header, name: X-Key", "type: mutualTLS", /^openapi\.yaml:\d+:\d+ .*mutualTLS.*not supported/],
    ["/items/{item-id}", "/items/{item-id}.json", /^openapi\.yaml:\d+:\d+ .*fills its segment/],
    ["  /items:\n    post:", "  /items:\n    trace:", /^openapi\.yaml:\d+:\d+ TRACE/],
    ["openapi: 3.0.3", "swagger: '2.0'", /no OpenAPI 3\.0 or 3\.1 document/],
  ])("is refused where %s is %s, with the place", async (part, replacement, complaint) => {
    await using directory = await temporaryDirectory();
    await expect(makeShop(directory.path, shop.replace(part, replacement))).rejects.toThrow(complaint);
    expect(existsSync(join(directory.path, "shop"))).toBe(false);
  });

  it("is not made in a directory that is not empty", async () => {
    await using directory = await temporaryDirectory();
    await writeFile(join(directory.path, "a.txt"), "");
    await expect(newProject({ directory: directory.path })).rejects.toThrow("is not empty; nothing was written");
  });
});
