import createClient, { type Client } from "openapi-fetch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { paths } from "../../generated/types.ts";
import { mockContract } from "../../scripts/mock/mock-contract.ts";
import { prism } from "../../scripts/tools/tool.ts";
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
      Object.values(components.responses as Record<string, { headers?: object }>).flatMap(({ headers = {} }) =>
        Object.keys(headers),
      );
    expect(headersOf(contract).filter((name) => name === "Link")).toHaveLength(2);
    expect(headersOf(removed)).toEqual(headersOf(contract).filter((name) => name !== "Link"));
    expect(removed.paths["/api/users"]?.post?.responses).not.toHaveProperty("422");
    expect(removed.components.schemas).toEqual(contract.components.schemas);
  });

  it("is a copy", () => {
    expect(contract.paths["/api/users"]?.post?.responses).toHaveProperty("422");
  });
});
