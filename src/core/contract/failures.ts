/** The failures of the core itself in a contract that somebody else wrote: told where it is silent, and in the shape that it declares. */
import type { ContractDocument, MediaTypeObject, OperationObject, PathItemObject, Schema } from "./document.ts";
import { isJson, isText } from "./media-types.ts";
import { methods } from "./normal-form.ts";
import { memberNames, memberSchema, typesOf } from "./text-value.ts";

/** A failure as a problem has it (RFC 9457). */
export interface Failure {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string | undefined;
}

/** What a contract declares for the status of a failure. */
export interface DeclaredFailure {
  readonly document: ContractDocument;
  readonly operationId: string;
  /** By media type; undefined where it declares no content. */
  readonly content: Readonly<Record<string, MediaTypeObject>> | undefined;
}

/** A failure in another shape: a value where the media type is JSON, text otherwise. */
export interface MappedFailure {
  readonly mediaType: string;
  readonly body: unknown;
}

/** Gives a failure another shape; undefined leaves it as problem details. */
export type MapFailure = (failure: Failure, declared: DeclaredFailure) => MappedFailure | undefined;

const isCode = (name: string): boolean => /code|status/i.test(name);
const isType = (name: string): boolean => /^(?:type|code|error|reason)$/i.test(name);

const memberOf = (document: ContractDocument, name: string, schema: Schema, failure: Failure): unknown => {
  const types = typesOf(document, schema);
  const known = schema.enum as readonly unknown[] | undefined;
  if (known !== undefined) return known[0];
  if (types.has("integer") || types.has("number")) return isCode(name) ? failure.status : 0;
  if (types.has("string") || types.size === 0) {
    if (name === "type") return failure.type;
    return isType(name) || name === "title" ? failure.title : (failure.detail ?? failure.title);
  }
  if (types.has("boolean")) return false;
  return types.has("array") ? [] : bodyOf(document, schema, failure);
};

const bodyOf = (document: ContractDocument, schema: Schema, failure: Failure): unknown => {
  const types = typesOf(document, schema);
  if (types.has("string") && !types.has("object")) return failure.detail ?? failure.title;
  const members = memberNames(document, schema).map((name) => {
    const member = memberSchema(document, schema, name) ?? {};
    return [name, memberOf(document, name, member, failure)];
  });
  return members.length === 0 ? failure : Object.fromEntries(members);
};

/**
 * Fills the shape that the contract declares for a failure: members by their names and types, such as `code` and `message`. What the
 * contract declares as problem details, or not at all, stays a problem.
 */
export const failureByContract: MapFailure = (failure, { document, content }) => {
  const [first] = Object.entries(content ?? {});
  if (first === undefined || Object.hasOwn(content ?? {}, "application/problem+json")) return undefined;
  const [mediaType, { schema = {} }] = first;
  if (isJson(mediaType)) return { mediaType, body: bodyOf(document, schema, failure) };
  return isText(mediaType) ? { mediaType, body: failure.detail ?? failure.title } : undefined;
};

const problemSchema = {
  type: "object",
  description:
    "A failure (RFC 9457). `type` names its kind; `detail` is for people; `errors` has every invalid field of a request.",
  required: ["type", "title", "status"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    requestId: { type: "string" },
    error: { type: "string" },
    errors: { type: "array", items: { type: "object" } },
  },
};

const descriptions: Readonly<Record<string, string>> = {
  "400": "The request does not fit the contract.",
  "401": "The operation needs a valid credential.",
  "403": "The credential lacks a scope that the operation needs.",
  "413": "The body is too large.",
  "415": "The operation takes no body of this media type.",
  "429": "Too many requests. `Retry-After` says when to come back.",
  "500": "A fault of the service.",
  "503": "The service cannot do it now.",
};

const statusesOf = (document: ContractDocument, operation: OperationObject): readonly string[] => {
  const security = operation.security ?? document.security ?? [];
  const isSecured = security.length > 0 && security.every((each) => Object.keys(each).length > 0);
  const hasScopes = security.some((each) => Object.values(each).some((scopes) => scopes.length > 0));
  const isLimited = document["x-rate-limits"] === undefined || (operation["x-rate-limit"] ?? []).length > 0;
  return [
    "400",
    ...(isSecured ? ["401"] : []),
    ...(isSecured && hasScopes ? ["403"] : []),
    ...(operation.requestBody ? ["413", "415"] : []),
    ...(isLimited ? ["429"] : []),
    "500",
    "503",
  ];
};

const isDeclared = (responses: object, status: string): boolean =>
  [status, `${status[0]}XX`, "default"].some((key) => Object.hasOwn(responses, key));

/** A contract that tells what the core answers where it says nothing of that status. */
export const withCoreFailures = (document: ContractDocument): ContractDocument => {
  const failure = (status: string) => ({
    description: descriptions[status] ?? "The request failed.",
    content: { "application/problem+json": { schema: problemSchema } },
  });
  const complete = (operation: OperationObject): OperationObject => {
    const missing = statusesOf(document, operation).filter((status) => !isDeclared(operation.responses, status));
    const added = Object.fromEntries(missing.map((status) => [status, failure(status)]));
    return { ...operation, responses: { ...operation.responses, ...added } };
  };
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => {
    const operations = methods.flatMap((method) => {
      const operation = (item as PathItemObject)[method];
      return operation === undefined ? [] : [[method, complete(operation)] as const];
    });
    return [path, { ...item, ...Object.fromEntries(operations) }];
  });
  return { ...document, paths: Object.fromEntries(paths) };
};
