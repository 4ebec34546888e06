import { describe, expect, test } from "vitest";
import { factsOf, isSecured } from "../../scripts/generate/contract-facts.ts";
import { factsModule } from "../../scripts/generate/facts-module.ts";

const contract = {
  security: [{ apiKey: ["things:read"] }],
  paths: {
    "/things": {
      parameters: [{ $ref: "#/components/parameters/Order" }],
      get: {
        operationId: "listThings",
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", default: 50 } },
          { name: "cursor", in: "query", schema: { type: "string" } },
          { name: "X-Depth", in: "header", schema: { type: "integer", default: 1 } },
        ],
      },
    },
    "/open": { get: { operationId: "getOpen", security: [] } },
    "/either": { get: { operationId: "getEither", security: [{ apiKey: [] }, {}] } },
    "/key": { get: { operationId: "getKey", security: [{ apiKey: [] }] } },
  },
  components: {
    parameters: { Order: { name: "order", in: "query", schema: { $ref: "#/components/schemas/Order" } } },
    schemas: { Order: { type: "string", enum: ["up", "down"], default: "up" } },
    securitySchemes: {
      apiKey: { type: "http", scheme: "bearer", "x-scopes": { "things:read": 'Read "things".' } },
      person: { type: "openIdConnect", "x-scopes": { "things:read": 'Read "things".', "things:write": "Write." } },
    },
    "x-problem-types": {
      gone: { status: 410, title: "Gone", meaning: "It was there.", remedy: "Nothing." },
    },
  },
};

describe("the facts of a contract", () => {
  const facts = factsOf({ value: contract, path: [] });

  test("an operation needs a credential when no alternative lets everybody in, by its own security or the contract's", () => {
    expect(facts.operations.filter(isSecured).map(({ operationId }) => operationId)).toEqual(["listThings", "getKey"]);
  });

  test("a query parameter has a default behind any reference; a header is none", () => {
    const defaulted = facts.operations.filter(({ defaultedQuery }) => defaultedQuery.length > 0);
    expect(defaulted.map(({ operationId, defaultedQuery }) => [operationId, defaultedQuery])).toEqual([
      ["listThings", ["order", "limit"]],
    ]);
  });

  test("a scope that two schemes share is there once", () => {
    expect([...facts.scopes.keys()]).toEqual(["things:read", "things:write"]);
  });

  test("a scope that two schemes describe differently is a mistake", () => {
    const securitySchemes = { a: { "x-scopes": { read: "Read." } }, b: { "x-scopes": { read: "Look." } } };
    expect(() => factsOf({ value: { components: { securitySchemes } }, path: [] })).toThrow(
      "the scope read is described in two ways",
    );
  });

  test("become TypeScript", () => {
    const source = factsModule(facts);
    expect(source).toContain('  "gone": { status: 410, title: "Gone" },\n');
    expect(source).toContain('export type SecuredOperation =\n  | "listThings"\n  | "getKey";\n');
    expect(source).toContain('export interface DefaultedQuery {\n  readonly listThings: "order" | "limit";\n}\n');
    expect(source).toContain('  "things:read": "Read \\"things\\".",\n');
  });

  test("become TypeScript when there are none", () => {
    const source = factsModule(factsOf({ value: {}, path: [] }));
    expect(source).toContain("export type SecuredOperation = never;\n");
    expect(source).toContain("export interface DefaultedQuery {\n}\n");
  });
});
