import createClient, { type Client } from "openapi-fetch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { paths } from "../../generated/types.ts";
import { mockContract } from "../../scripts/mock/mock-contract.ts";
import { prism } from "../../scripts/tools/tool.ts";
import type { HeaderObject } from "../../src/core/contract/document.ts";
import type { Operation } from "../../src/core/contract/operations.ts";
import { addressOf, operations } from "../http/contract-operations.ts";
import { contract } from "../support/roster.ts";
import { type LiveRoster, startLiveRoster } from "./live-roster.ts";
import { type RunningPrism, startMock } from "./prism.ts";
import { describeWith } from "./tool.ts";

type Calls = Readonly<
  Record<string, (client: Client<paths>) => Promise<{ response: Response; data?: unknown; error?: unknown }>>
>;

const alice = { path: { userId: 1 } };
const contact = { email: "alice@example.com", phone: "+493012345678" };

/** What a frontend does, as it is typed there. */
const calls: Calls = {
  "lists users": (client) => client.GET("/api/users", { params: { query: { limit: 2, sort: "name" } } }),
  "reads a user": (client) => client.GET("/api/users/{userId}", { params: alice }),
  "creates a user": (client) => client.POST("/api/users", { body: { name: "Carol", age: 41 } }),
  "changes a user": (client) => client.PATCH("/api/users/{userId}", { params: alice, body: { age: 31 } }),
  "deletes a user": (client) => client.DELETE("/api/users/{userId}", { params: { path: { userId: 2 } } }),
  "stores a contact": (client) => client.PUT("/api/users/{userId}/contact", { params: alice, body: contact }),
  "reads a contact": (client) => client.GET("/api/users/{userId}/contact", { params: alice }),
  "finds a contact": (client) => client.GET("/api/contacts", { params: { query: { email: contact.email } } }),
  "reads all data": (client) => client.GET("/api/data"),
  "stores a datum": (client) =>
    client.PUT("/api/data/{key}", { params: { path: { key: "key" } }, body: { value: "value" } }),
  "lists changes": (client) => client.GET("/api/changes", { params: { query: { limit: 1 } } }),
  "is told what is invalid": (client) => client.POST("/api/users", { body: { name: "", age: 200 } }),
  "is told that a credential is needed": (client) =>
    client.POST("/api/users", { body: { name: "Carol", age: 41 }, headers: { Authorization: null } }),
};

/** What a program relies on: fields and their types, and not their values. Items of a list are alike. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
};

const declaredHeaders = ["content-type", "etag", "location", "cache-control", "changes-cursor", "www-authenticate"];

const answerOf = async (call: Calls[string], address: string, key: string): Promise<unknown> => {
  const client = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });
  const { response, data, error } = await call(client);
  return {
    status: response.status,
    headers: declaredHeaders.filter((name) => response.headers.has(name)),
    mediaType: response.headers.get("content-type")?.split(";")[0],
    body: shapeOf(data ?? error),
  };
};

const askForProblem = async (address: string, operation: Operation, query: string) => {
  const response = await fetch(`${address}${addressOf(operation)}?${query}`, { method: operation.method });
  return { status: response.status, json: (await response.json()) as { readonly errors?: unknown } };
};

describeWith(prism, "the mock of the contract", () => {
  let roster: LiveRoster;
  let mock: RunningPrism;
  beforeAll(async () => {
    [roster, mock] = await Promise.all([startLiveRoster(), startMock()]);
    const client = createClient<paths>({ baseUrl: roster.address, headers: { Authorization: `Bearer ${roster.key}` } });
    await client.PUT("/api/users/{userId}/contact", { params: alice, body: contact });
  });
  afterAll(async () => {
    await mock[Symbol.asyncDispose]();
    await roster[Symbol.asyncDispose]();
  });

  it.each(Object.entries(calls))("answers a frontend in the shape of Roster when it %s", async (_, call) => {
    expect(await answerOf(call, mock.address, roster.key)).toEqual(await answerOf(call, roster.address, roster.key));
  });

  it.each(operations.filter(({ method, operationId }) => method === "GET" && operationId !== "streamChanges"))(
    "answers HEAD $path as its GET, without a body",
    async (operation) => {
      const query = operation.operationId === "findContacts" ? "?email=alice@example.com" : "";
      const ask = (method: string) =>
        fetch(`${mock.address}${addressOf(operation)}${query}`, {
          method,
          headers: { Authorization: `Bearer ${roster.key}` },
        });
      const [get, head] = [await ask("GET"), await ask("HEAD")];
      expect(head.status).toBe(get.status);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
      expect(await head.text()).toBe("");
    },
  );

  it.each(operations)("refuses an unknown query parameter as Roster does: $method $path", async (operation) => {
    for (const query of ["colour=red", "limit=1&limit=2", "%zz=1"]) {
      const { status, json } = await askForProblem(mock.address, operation, query);
      const expected = await askForProblem(roster.address, { ...operation, method: "GET" }, query);
      expect(status).toBe(400);
      expect(json).toMatchObject({ type: "urn:problem-type:roster:invalid-request", status: 400 });
      if (operation.method === "GET" && operation.security.length === 0)
        expect(json.errors).toEqual(expected.json.errors);
    }
  });

  it("takes a parameter that the operation declares", async () => {
    expect((await fetch(`${mock.address}/api/users?limit=1&sort=-age`)).status).toBe(200);
  });

  it("has no endless list: its page is the last one", async () => {
    const { headers } = await fetch(`${mock.address}/api/users`);
    expect(headers.has("link")).toBe(false);
  });
});

describe("the contract of the mock", () => {
  const text = JSON.stringify(mockContract(contract));

  it("lacks what leads clients astray and nothing else", () => {
    const removed = JSON.parse(text) as typeof contract;
    const headersOf = ({ components }: typeof contract) =>
      Object.values(components.responses as Record<string, { headers?: Record<string, HeaderObject> }>).flatMap(
        ({ headers = {} }) => Object.entries(headers),
      );
    const isOptional = ([, { required }]: [string, HeaderObject]): boolean => required === false;
    expect(
      headersOf(contract)
        .filter(isOptional)
        .map(([name]) => name),
    ).toContain("Link");
    expect(headersOf(removed)).toEqual(headersOf(contract).filter((header) => !isOptional(header)));
    expect(removed.paths["/api/users"]?.post?.responses).not.toHaveProperty("422");
    expect(removed.components.schemas).toEqual(contract.components.schemas);
  });

  it("is a copy", () => {
    expect(contract.paths["/api/users"]?.post?.responses).toHaveProperty("422");
  });
});
