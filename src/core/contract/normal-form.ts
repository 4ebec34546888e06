/**
 * One form for the contracts that others write: OpenAPI 3.0 as 3.1, what a path says of all its operations in each of them, and an
 * operationId everywhere. Nothing that a client can tell changes.
 */
import {
  type ContractDocument,
  type OperationObject,
  type PathItemObject,
  type Reference,
  resolve,
  type ServerObject,
} from "./document.ts";

export const methods = ["get", "put", "post", "patch", "delete"] as const;

/** Members whose own members are named by the contract, and are no keywords. */
const maps = new Set(["properties", "patternProperties", "responses", "schemas", "headers", "content", "paths"]);

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** Members that hold data and no schema: what looks like a keyword there is none. */
const holdsData = new Set(["example", "examples", "default", "enum", "const"]);

/** `nullable` and Boolean exclusive bounds, which OpenAPI 3.0 has, as JSON Schema 2020-12 says them. */
const asSchema31 = ({ nullable, exclusiveMinimum, exclusiveMaximum, ...schema }: Node): Node => {
  const { minimum, maximum, type, enum: values, ...rest } = schema;
  const bounds = {
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : minimum !== undefined && { minimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : maximum !== undefined && { maximum }),
    ...(typeof exclusiveMinimum === "number" && { exclusiveMinimum }),
    ...(typeof exclusiveMaximum === "number" && { exclusiveMaximum }),
  };
  const own = {
    ...(type !== undefined && { type }),
    ...rest,
    ...bounds,
    ...(values !== undefined && { enum: values }),
  };
  if (nullable !== true) return own;
  if (type === undefined) return { anyOf: [own, { type: "null" }] };
  return {
    ...own,
    type: [type, "null"],
    ...(Array.isArray(values) && { enum: values.includes(null) ? values : [...values, null] }),
  };
};

const hasKeywords30 = ({ nullable, exclusiveMinimum, exclusiveMaximum }: Node): boolean =>
  [nullable, exclusiveMinimum, exclusiveMaximum].some((value) => typeof value === "boolean");

/** A copy with every schema of OpenAPI 3.0 as one of 3.1. */
const as31 = (value: unknown, isMap = false): unknown => {
  if (Array.isArray(value)) return value.map((item) => as31(item));
  if (!isNode(value)) return value;
  const members = Object.entries(value).map(([name, member]) => {
    if (!isMap && (holdsData.has(name) || name.startsWith("x-"))) return [name, member];
    return [name, as31(member, !isMap && maps.has(name))];
  });
  const copy: Node = Object.fromEntries(members);
  return !isMap && hasKeywords30(copy) ? asSchema31(copy) : copy;
};

type Parameters = NonNullable<OperationObject["parameters"]>;

/** Those of an operation, and of those of its path the ones that it does not have itself. */
const mergedParameters = (document: ContractDocument, ofPath: Parameters = [], own: Parameters = []): Parameters => {
  const nameOf = (parameter: Parameters[number]): string => {
    const { name, in: place } = resolve(document, parameter);
    return `${place} ${name}`;
  };
  const names = new Set(own.map(nameOf));
  return [...ofPath.filter((parameter) => !names.has(nameOf(parameter))), ...own];
};

/** The name of an operation that has none: its method and the words of its path. */
export const operationIdOf = (method: string, path: string): string =>
  method +
  path
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const withOperations = (
  document: ContractDocument,
  path: string,
  source: PathItemObject | Reference,
): PathItemObject => {
  const item = resolve<PathItemObject>(document, source);
  return Object.fromEntries(
    methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const parameters = mergedParameters(document, item.parameters, operation.parameters);
      const operationId = operation.operationId ?? operationIdOf(method, path);
      return [[method, { ...operation, operationId, parameters }]];
    }),
  );
};

/** The path that a server of the contract has before all others, its variables at their defaults; empty at the root of its host. */
export const basePathOf = ({ servers = [] }: Partial<Pick<ContractDocument, "servers">>): string => {
  const [{ url, variables = {} } = { url: "/" } as ServerObject] = servers;
  const address = url.replaceAll(/\{([^}]+)\}/g, (_, name) => variables[name]?.default ?? "");
  return new URL(address, "http://localhost").pathname.replace(/\/+$/, "");
};

/** What counts requests where a contract says nothing of it: generous, as many people may share an address. */
const defaultLimits = {
  "x-rate-limits": { requests: { by: "address", quota: 6_000, windowSeconds: 60 } },
  "x-unrouted-rate-limit": ["requests"],
} as const;

const withDefaultLimits = (document: ContractDocument): ContractDocument => {
  if (document["x-rate-limits"] !== undefined) return document;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, operation]) => [
      method,
      { "x-rate-limit": ["requests"], ...operation },
    ]);
    return [path, Object.fromEntries(operations)];
  });
  return { ...document, ...defaultLimits, paths: Object.fromEntries(paths) };
};

/** A contract in this form, its paths whole. It is one document: what it refers to stands in it. */
export const normalForm = (source: ContractDocument): ContractDocument => {
  const document = (source.openapi.startsWith("3.0") ? as31(source) : source) as ContractDocument;
  const base = basePathOf(document);
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [
    `${base}${path}`,
    withOperations(document, path, item),
  ]);
  return withDefaultLimits({
    ...document,
    servers: document.servers ?? [{ url: "/" }],
    components: document.components ?? {},
    paths: Object.fromEntries(paths),
  });
};
