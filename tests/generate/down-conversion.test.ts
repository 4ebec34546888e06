import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { factsOf } from "../../scripts/generate/contract-facts.ts";
import { downConvert } from "../../scripts/generate/down-conversion.ts";
import type { Place } from "../../scripts/generate/place.ts";
import { rosterDirectory } from "./project.ts";

type Json = Record<string, unknown>;

const converted = (contract: Json): Json => {
  const root: Place = { value: contract, path: [] };
  return downConvert(root, factsOf(root).operations) as Json;
};

/** Each pointer to a name or a value that OpenAPI 3.1 has and 3.0 does not. */
const newerThan30 = (value: unknown, path: readonly string[] = []): readonly string[] => {
  if (typeof value !== "object" || value === null) return [];
  const names = [
    ...["jsonSchemaDialect", "webhooks", "pathItems", "$defs", "$id", "$schema", "$anchor", "$dynamicRef", "$comment"],
    ...["const", "if", "then", "else", "prefixItems", "contains", "minContains", "maxContains", "patternProperties"],
    ...["propertyNames", "dependentSchemas", "dependentRequired", "unevaluatedItems", "unevaluatedProperties"],
    ...["contentEncoding", "contentMediaType", "contentSchema", "identifier"],
  ];
  return Object.entries(value).flatMap(([name, child]) => {
    const here = [...path, name];
    const inData = path.includes("example") || path.includes("value") || path.at(-1) === "properties";
    const newer =
      names.includes(name) ||
      (name === "type" && Array.isArray(child)) ||
      (name === "type" && child === "null") ||
      (name === "examples" && Array.isArray(child)) ||
      (name.startsWith("exclusive") && typeof child === "number") ||
      (name === "summary" && path.at(-1) === "info") ||
      ("$ref" in value && name !== "$ref");
    return [...(newer && !inData ? [here.join("/")] : []), ...newerThan30(child, here)];
  });
};

const scheme = (scopes: Json): Json => ({ type: "http", scheme: "bearer", "x-scopes": scopes });

const contractOf = (security: unknown, more: Json = {}): Json => ({
  openapi: "3.1.0",
  info: { title: "Small", version: "1.0.0", summary: "Small.", license: { name: "MIT", identifier: "MIT" } },
  paths: { "/things": { get: { operationId: "listThings", description: "Lists.\n", security, responses: {} } } },
  components: {
    securitySchemes: {
      apiKey: scheme({ "things:read": "Read.", "things:count": "Count." }),
      person: { type: "openIdConnect", openIdConnectUrl: "https://example.org/.well-known/openid-configuration" },
    },
    ...more,
  },
});

const operationOf = (document: Json): Json => (document.paths as { "/things": { get: Json } })["/things"].get;

describe("the copy of the contract for OpenAPI 3.0", () => {
  test("has nothing that 3.1 added", async () => {
    const copy: Json = JSON.parse(await readFile(join(rosterDirectory, "generated/openapi-3.0.json"), "utf8"));
    expect(copy.openapi).toBe("3.0.3");
    expect(newerThan30(copy)).toEqual([]);
    const contract: Json = JSON.parse(await readFile(join(rosterDirectory, "generated/openapi.json"), "utf8"));
    expect(newerThan30(contract)).toContain("info/summary");
  });

  test("has every operation and every schema of the contract, and its extensions", async () => {
    const read = async (name: string) => JSON.parse(await readFile(join(rosterDirectory, "generated", name), "utf8"));
    const [contract, copy] = await Promise.all([read("openapi.json"), read("openapi-3.0.json")]);
    for (const section of ["schemas", "parameters", "requestBodies", "responses", "headers", "examples"]) {
      expect(Object.keys(copy.components[section])).toEqual(Object.keys(contract.components[section]));
    }
    expect(Object.keys(copy.paths)).toEqual(Object.keys(contract.paths));
    expect(copy.components.securitySchemes).toEqual(contract.components.securitySchemes);
    expect(copy.components["x-problem-types"]).toEqual(contract.components["x-problem-types"]);
  });

  test("says the scopes of every secured operation in its description, and has none in its security", async () => {
    const read = async (name: string) => JSON.parse(await readFile(join(rosterDirectory, "generated", name), "utf8"));
    const [contract, copy] = await Promise.all([read("openapi.json"), read("openapi-3.0.json")]);
    const { operations } = factsOf({ value: contract, path: [] });
    const secured = operations.filter(({ security }) => security.length > 0);
    expect(secured).not.toEqual([]);
    for (const { path, method, security } of secured) {
      const operation = copy.paths[path][method];
      for (const scope of security.flat().flatMap(({ scopes }) => scopes)) {
        expect(operation.description).toContain(`\`${scope}\``);
      }
      expect(operation.security.flatMap((alternative: Json) => Object.values(alternative).flat())).toEqual([]);
    }
  });

  test("says every alternative in words, and keeps the scopes where 3.0 has them", () => {
    const copy = converted(contractOf([{ apiKey: ["things:read", "things:count"] }, { person: ["things:read"] }]));
    expect(operationOf(copy)).toMatchObject({
      description: "Lists.\n\nNeeds `apiKey` with `things:read` and `things:count`, or `person` with `things:read`.\n",
      security: [{ apiKey: [] }, { person: ["things:read"] }],
    });
  });

  test.each([
    ["everybody may call it", []],
    ["a credential without a scope will do", [{ apiKey: [] }]],
    ["its scopes are legal in 3.0", [{ person: ["things:read"] }]],
  ])("leaves an operation as it is when %s", (_, security) => {
    const copy = converted(contractOf(security));
    expect(operationOf(copy)).toMatchObject({ description: "Lists.\n", security });
  });

  test("leaves each request body one media type, JSON where there is a choice", async () => {
    const copy: Json = JSON.parse(await readFile(join(rosterDirectory, "generated/openapi-3.0.json"), "utf8"));
    const { requestBodies } = copy.components as { requestBodies: Record<string, { content: Json }> };
    const types = Object.values(requestBodies).map(({ content }) => Object.keys(content));
    expect(types).toEqual(types.map(() => ["application/json"]));
    const only = { content: { "text/plain": {} } };
    const small = converted(contractOf([], { requestBodies: { Only: only } }));
    expect(small).toMatchObject({ components: { requestBodies: { Only: only } } });
  });

  test("mends what the converter leaves", () => {
    const size = { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 9 };
    const contract = {
      ...contractOf([], { schemas: { Size: size }, pathItems: {} }),
      jsonSchemaDialect: "https://spec.openapis.org/oas/3.1/dialect/base",
    };
    const copy = converted(contract);
    expect(newerThan30(copy)).toEqual([]);
    expect(copy).toMatchObject({
      info: { license: { name: "MIT", url: "https://spdx.org/licenses/MIT.html" } },
      components: {
        schemas: { Size: { minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true } },
      },
    });
  });
});
