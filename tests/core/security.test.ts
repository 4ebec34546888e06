/** Credentials of every scheme of OpenAPI that is no certificate, combined by AND and OR. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ContractService, startContract } from "./contract-service.ts";

const responses = { "200": { description: "Done.", content: { "application/json": { schema: {} } } } };
const secured = (operationId: string, security: readonly object[]) => ({ get: { operationId, security, responses } });

const contract = {
  openapi: "3.0.3",
  info: { title: "Security", version: "1.0.0" },
  paths: {
    "/basic": secured("basic", [{ basic: [] }]),
    "/bearer": secured("bearer", [{ bearer: [] }]),
    "/header": secured("header", [{ header: [] }]),
    "/query": secured("query", [{ query: [] }]),
    "/cookie": secured("cookie", [{ cookie: [] }]),
    "/oauth": secured("oauth", [{ oauth: ["read", "write"] }]),
    "/both": secured("both", [{ header: [], basic: [] }]),
    "/either": secured("either", [{ header: [] }, { basic: [] }]),
    "/optional": secured("optional", [{ header: [] }, {}]),
  },
  components: {
    securitySchemes: {
      basic: { type: "http", scheme: "basic" },
      bearer: { type: "http", scheme: "bearer" },
      header: { type: "apiKey", in: "header", name: "X-Key" },
      query: { type: "apiKey", in: "query", name: "key" },
      cookie: { type: "apiKey", in: "cookie", name: "key" },
      oauth: { type: "oauth2", flows: {} },
    },
  },
};

const handlers = Object.fromEntries(
  Object.values(contract.paths).map(({ get }) => [
    get.operationId,
    async ({ caller }: { caller?: { actor: string } }) => ({ status: 200, body: { actor: caller?.actor ?? null } }),
  ]),
);

let service: ContractService;
let key: string;
beforeAll(async () => {
  service = await startContract(contract, handlers);
  key = await service.key();
});
afterAll(() => service[Symbol.asyncDispose]());

const basic = (password: string) => `Basic ${Buffer.from(`anybody:${password}`).toString("base64")}`;
const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${service.address}${path}`, { headers });
const statusOf = async (path: string, headers: Record<string, string> = {}) => (await ask(path, headers)).status;

it("a credential is taken where its scheme has it, and nowhere else", async () => {
  expect(await statusOf("/basic", { authorization: basic(key) })).toBe(200);
  expect(await statusOf("/bearer", { authorization: `Bearer ${key}` })).toBe(200);
  expect(await statusOf("/header", { "x-key": key })).toBe(200);
  expect(await statusOf(`/query?key=${key}`)).toBe(200);
  expect(await statusOf("/cookie", { cookie: `other=1; key=${key}` })).toBe(200);
  for (const path of ["/basic", "/header", "/cookie"]) {
    expect(await statusOf(path, { authorization: `Bearer ${key}` }), path).toBe(401);
    expect(await statusOf(path), path).toBe(401);
  }
  expect(await statusOf("/header", { "x-key": key.replace(/.$/, (last) => (last === "0" ? "1" : "0")) })).toBe(401);
});

it("a 401 says by which scheme to come", async () => {
  expect((await ask("/basic")).headers.get("www-authenticate")).toBe('Basic realm="roster", charset="UTF-8"');
  expect((await ask("/bearer")).headers.get("www-authenticate")).toBe('Bearer realm="roster"');
});

it("all schemes of an alternative are needed, and one alternative is enough", async () => {
  expect(await statusOf("/both", { "x-key": key })).toBe(401);
  expect(await statusOf("/both", { "x-key": key, authorization: basic(key) })).toBe(200);
  expect(await statusOf("/either", { "x-key": key })).toBe(200);
  expect(await statusOf("/either", { authorization: basic(key) })).toBe(200);
  expect(await statusOf("/either")).toBe(401);
});

it("an empty alternative lets everybody in, and who sends a credential is known", async () => {
  expect(await (await ask("/optional")).json()).toEqual({ actor: null });
  expect(await (await ask("/optional", { "x-key": key })).json()).toEqual({ actor: expect.stringMatching(/^key:/) });
});

it("tokens of nobody are taken where no identity provider is trusted", async () => {
  expect(await statusOf("/oauth", { authorization: "Bearer e30.e30.e30" })).toBe(401);
});
