import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { factsOf } from "../../scripts/generate/contract-facts.ts";
import { readContract } from "../../scripts/generate/contract-source.ts";
import { ContractMistake } from "../../scripts/generate/place.ts";
import { postmanCollection } from "../../scripts/generate/postman/collection.ts";
import { stableId } from "../../scripts/generate/postman/stable-id.ts";
import { collectionFormat } from "./postman-format.ts";
import { rosterDirectory } from "./project.ts";

interface Item {
  readonly id: string;
  readonly request: {
    readonly method: string;
    readonly url: { readonly raw: string; readonly query?: readonly object[] };
    readonly auth?: { readonly type: string };
    readonly body?: { readonly raw: string };
  };
  readonly response: readonly { readonly id: string; readonly code: number; readonly body: string }[];
}

interface Collection {
  readonly variable: readonly object[];
  readonly item: readonly { readonly id: string; readonly name: string; readonly item: readonly Item[] }[];
}

const { root } = await readContract(rosterDirectory);
const facts = factsOf(root);
const collection = JSON.parse(
  readFileSync(`${rosterDirectory}/generated/roster.postman_collection.json`, "utf8"),
) as Collection;
const items = collection.item.flatMap(({ item }) => item);
const itemOf = (operationId: string) => items.find(({ id }) => id === stableId(operationId));

describe("the Postman collection", () => {
  it("has the format that Postman imports", () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(collectionFormat);
    validate(collection);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("has every operation but the endless stream", () => {
    const missing = facts.operations.filter(({ operationId }) => itemOf(operationId) === undefined);
    expect(missing.map(({ operationId }) => operationId)).toEqual(["streamChanges"]);
    expect(items).toHaveLength(facts.operations.length - 1);
  });

  it("has ids that are the same each time, and each once", () => {
    expect(JSON.parse(JSON.stringify(postmanCollection(root, facts)))).toEqual(collection);
    const ids = [...collection.item, ...items, ...items.flatMap(({ response }) => response)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has the contract's examples of requests and answers", () => {
    const create = itemOf("createUser");
    expect(JSON.parse(create?.request.body?.raw ?? "")).toEqual({ name: "Carol", age: 41 });
    const created = create?.response.find(({ code }) => code === 201);
    expect(JSON.parse(created?.body ?? "")).toEqual({ id: 3, name: "Carol", age: 41 });
    expect(create?.response.map(({ code }) => code)).toEqual([
      201, 400, 401, 403, 412, 413, 415, 422, 429, 500, 503, 507,
    ]);
  });

  it("sends what must be there, and offers what may be", () => {
    expect(itemOf("findContacts")?.request.url.query).toMatchObject([{ key: "email", value: "alice@example.com" }]);
    expect(itemOf("findContacts")?.request.url.query?.[0]).not.toHaveProperty("disabled");
    expect(itemOf("listChanges")?.request.url.query).toMatchObject([
      { key: "limit", disabled: true },
      { key: "cursor", disabled: true },
    ]);
  });

  it("sends the key where it is needed, and nowhere else", () => {
    const withoutKey = items.filter(({ request }) => request.auth?.type === "noauth").map(({ id }) => id);
    const open = facts.operations.filter(({ security }) => security.length === 0).map(({ operationId }) => operationId);
    expect(withoutKey.toSorted()).toEqual(open.map(stableId).toSorted());
  });

  it("deletes last, and what stands below another before it", () => {
    const methods = items.map(({ request }) => request.method);
    expect(methods).toContain("DELETE");
    expect(new Set(methods.slice(methods.indexOf("DELETE")))).toEqual(new Set(["DELETE"]));
    const orderOf = (operationId: string) => items.findIndex(({ id }) => id === stableId(operationId));
    const deleting = facts.operations.filter(({ method }) => method === "delete");
    for (const below of deleting) {
      for (const above of deleting.filter(({ path }) => below.path.startsWith(`${path}/`))) {
        expect(orderOf(below.operationId)).toBeLessThan(orderOf(above.operationId));
      }
    }
  });

  it("has no place for a schema that contains itself", () => {
    const recursive = structuredClone(root.value) as {
      components: { schemas: { User: { properties: Record<string, object> } } };
    };
    recursive.components.schemas.User.properties.manager = { $ref: "#/components/schemas/User" };
    expect(() => postmanCollection({ value: recursive, path: [] }, facts)).toThrow(ContractMistake);
  });
});
