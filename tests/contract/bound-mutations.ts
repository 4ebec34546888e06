/** Contracts that differ from the real one in one bound of a request, each way that a bound can change. */
import type { ContractDocument } from "../../src/core/contract/document.ts";

export interface Mutation {
  /** Where the bound is, and what became of it. */
  readonly name: string;
  readonly mutated: ContractDocument;
}

type Node = Record<string, unknown>;

/** Another value for a keyword; undefined takes it away. */
const changes: Readonly<Record<string, (value: never) => readonly unknown[]>> = {
  minimum: (value: number) => [value - 1, value + 1, undefined],
  maximum: (value: number) => [value - 1, value + 1, undefined],
  minLength: (value: number) => [Math.max(0, value - 1), value + 1],
  maxLength: (value: number) => [value - 1, value + 1, undefined],
  minProperties: (value: number) => [value - 1, value + 1],
  pattern: () => [undefined],
  enum: (values: unknown[]) => values.map((value) => values.filter((other) => other !== value)),
  required: (value: unknown) =>
    Array.isArray(value) ? value.map((name) => value.filter((other) => other !== name)) : [false],
  additionalProperties: () => [undefined],
  type: (value: string) => (value === "integer" ? ["number"] : []),
};

/**
 * A change that no request can tell is none: a length cannot be negative, no integer past 2^53 - 1 is exact, and without a
 * parameter of its path an address is another address.
 */
const isEquivalent = (node: Node, keyword: string, after: unknown): boolean =>
  node[keyword] === after ||
  (keyword === "maximum" && node[keyword] === Number.MAX_SAFE_INTEGER && after === Number.MAX_SAFE_INTEGER + 1) ||
  (keyword === "required" && node.in === "path");

/** Keywords of a schema that bound nothing. */
const unbounding = new Set(["description", "examples", "format", "default", "properties", "items"]);

/** The changes of one keyword. Throws for a keyword of a schema that is in neither table: it has to be put into one. */
const changesOf = (node: Node, keyword: string): readonly unknown[] => {
  const change = changes[keyword];
  if (change === undefined && "type" in node && !unbounding.has(keyword)) {
    throw new Error(`bound-mutations.ts must learn how ${keyword} can change.`);
  }
  return (change?.(node[keyword] as never) ?? []).filter((changed) => !isEquivalent(node, keyword, changed));
};

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

const follow = (document: unknown, path: readonly string[]): Node =>
  path.reduce<unknown>((node, step) => (node as Node)[step], document) as Node;

/** The places of the schemas that requests of some operations are held to: references are followed, so each place is there once. */
const requestPlaces = (
  document: ContractDocument,
  operationIds: ReadonlySet<string>,
): readonly (readonly string[])[] => {
  const places = new Map<string, readonly string[]>();
  const visit = (path: readonly string[]): void => {
    const node = follow(document, path);
    if (!isNode(node) || places.has(path.join("/"))) return;
    if (typeof node.$ref === "string") {
      visit(node.$ref.slice(2).split("/"));
      return;
    }
    places.set(path.join("/"), path);
    for (const step of ["schema", "items", "properties", "content", "parameters", "requestBody"]) {
      const child = node[step];
      if (!isNode(child)) continue;
      const inner = [...path, step];
      if (step === "schema" || step === "items" || step === "requestBody") visit(inner);
      else for (const name of Object.keys(child)) visit([...inner, name]);
    }
  };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, { operationId }] of Object.entries(item)) {
      if (operationIds.has(operationId)) visit(["paths", path, method]);
    }
  }
  return [...places.values()];
};

/** Each way in which one bound of one request schema, parameter or body of these operations can change. */
export const boundMutations = (document: ContractDocument, operationIds: ReadonlySet<string>): readonly Mutation[] =>
  requestPlaces(document, operationIds).flatMap((path) =>
    Object.keys(follow(document, path)).flatMap((keyword) =>
      changesOf(follow(document, path), keyword).map((changed) => {
        const mutated = structuredClone(document);
        const node = follow(mutated, path);
        if (changed === undefined) delete node[keyword];
        else node[keyword] = changed;
        return { name: `${path.join("/")} ${keyword}: ${JSON.stringify(changed) ?? "gone"}`, mutated };
      }),
    ),
  );
