/** What a handler returns leaves as the contract has it, whichever contract that is. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ContractService, startContract } from "./contract-service.ts";

const contract = {
  openapi: "3.0.3",
  info: { title: "Answers", version: "1.0.0" },
  paths: {
    "/pets": {
      get: {
        responses: {
          "200": {
            description: "Pets.",
            content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } } },
          },
        },
      },
      post: {
        operationId: "add-pet",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        responses: {
          "2XX": {
            description: "Added.",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
          },
          default: { description: "Not added.", content: { "application/json": { schema: { type: "object" } } } },
        },
      },
    },
    "/picture": {
      get: {
        operationId: "picture",
        responses: { "200": { description: "A picture.", content: { "image/png": {}, "text/plain": {} } } },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        required: ["id", "name", "secret"],
        properties: {
          id: { type: "integer", readOnly: true },
          name: { type: "string", nullable: true },
          age: { type: "integer", minimum: 0, exclusiveMinimum: true },
          secret: { type: "string", writeOnly: true },
          friends: { type: "array", items: { $ref: "#/components/schemas/Pet" } },
        },
      },
    },
  },
};

let service: ContractService;
beforeAll(async () => {
  service = await startContract(contract, {
    getPets: async () => ({ status: 200, body: [{ id: 1, name: null, friends: [{ id: 2, name: "b" }] }] }),
    "add-pet": async ({ body }: { body: { name: string } }) =>
      body.name === "x" ? { status: 418, body: { why: "x" } } : { status: 202, body: { id: 3, ...body } },
    picture: async ({ query }: { query: object }) =>
      "text" in query ? { status: 200, body: "" } : { status: 200, body: Buffer.from([0x89, 0x50]) },
  } as never);
});
afterAll(() => service[Symbol.asyncDispose]());

const add = (body: object) =>
  fetch(`${service.address}/pets`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

it("an operation without an operationId is named after its method and path", async () => {
  const answer = await fetch(`${service.address}/pets`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual([{ id: 1, name: null, friends: [{ id: 2, name: "b" }] }]);
});

it("a range of statuses and a default have their content, and bytes have none of text", async () => {
  const added = await add({ name: "a", secret: "s" });
  expect([added.status, added.headers.get("content-type")]).toEqual([202, "application/json; charset=utf-8"]);
  const refused = await add({ name: "x", secret: "s" });
  expect([refused.status, await refused.json()]).toEqual([418, { why: "x" }]);
  const picture = await fetch(`${service.address}/picture`);
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await picture.arrayBuffer()).toString("hex")).toBe("8950");
});

it("what only responses have is not asked of a request, and what only requests have is in no response", async () => {
  const answer = await add({ name: "a", secret: "s", friends: [{ name: "b", secret: "t" }] });
  expect(answer.status).toBe(202);
  expect(await answer.text()).not.toContain("secret");
});

it("keywords of OpenAPI 3.0 bound as they say", async () => {
  expect((await add({ name: null, secret: "s" })).status).toBe(202);
  expect((await add({ name: "a", secret: "s", age: 0 })).status).toBe(400);
  expect((await add({ name: "a", secret: "s", age: 1 })).status).toBe(202);
});
