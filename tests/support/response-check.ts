/**
 * Holds every answer that a test receives to the contract: a status that is declared or given by rule, the media type, the
 * headers that must be there, and a body with nothing missing, nothing wrong and nothing too much.
 */
import { problemTypes } from "../../generated/contract.ts";
import { app } from "../../src/app.ts";
import { type ContractDocument, type HeaderObject, resolve, type Schema } from "../../src/core/contract/document.ts";
import { type Operation, operationsOf } from "../../src/core/contract/operations.ts";
import { createSchemaCompiler } from "../../src/core/contract/schema-compiler.ts";
import { takeEvents } from "./events.ts";
import { type ProblemName, problemUri } from "./problem.ts";

export interface ReceivedResponse {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Whether it comes from a Roster without rate limits. */
  readonly unlimited?: boolean;
}

/** What the contract's description promises everywhere, so that no operation repeats it. */
const statusesByRule = [400, 408, 413, 414, 415, 417, 431, 501];

/** And where no operation answers. */
const statusesOfNoOperation = [...statusesByRule, 404, 405, 429];

/** A row of the table of headers in the contract's description. */
const headerRow = /^\| `(?<name>[A-Z][A-Za-z-]+)` \| `(?<value>[^`]+)` \|$/gm;

/** What every answer has, by what the contract's description says. */
const headersByRuleOf = ({ info }: ContractDocument): readonly (readonly [name: string, value: string])[] => {
  const { description = "" } = info as { readonly description?: string };
  const rows = [...description.matchAll(headerRow)].map(
    ({ groups: { name = "", value = "" } = {} }) => [name, value] as const,
  );
  if (rows.length === 0) throw new Error("The contract's description has no table of headers.");
  return rows;
};

/** An answer may gain fields in a later version; in a test, one that the contract does not name is a mistake. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "properties" in members && !("additionalProperties" in members)
    ? { ...members, additionalProperties: false }
    : members;
};

const pathMatcher = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`);

/** A problem is of a type that the registry has, under the title and the status that it gives it. */
const checkProblem = ({ type, title, status }: Record<string, unknown>, received: ReceivedResponse): void => {
  const known = Object.entries(problemTypes).find(([name]) => problemUri(name as ProblemName) === type)?.[1];
  if (known?.title !== title || known?.status !== status || status !== received.status) {
    throw new Error(`The problem is not as the registry has it: ${received.text}`);
  }
};

/** Refusals before the request is counted. */
const beforeCounting: readonly ProblemName[] = [
  ...(["malformed-request", "request-timeout", "address-too-long", "expectation-failed"] as const),
  ...(["header-fields-too-large", "unknown-method", "unavailable"] as const),
];

const wasCounted = ({ headers, text }: ReceivedResponse): boolean => {
  if (headers.get("content-type")?.startsWith("application/problem+json") !== true) return true;
  // A problem without its body (HEAD) does not say which it is.
  return text !== "" && !beforeCounting.map(problemUri).includes(JSON.parse(text).type);
};

/** The names of the policies in a field that lists them. */
const policyNames = (field: string): readonly string[] =>
  field.split(", ").map((item) => item.slice(1, item.lastIndexOf('"')));
/** A media type as the contract has it; a stream with the schema of each event's data. */
type MediaType = { readonly schema?: Schema; readonly "x-events"?: Readonly<Record<string, string>> };

const typedHeader = (text: string, schema: Schema): unknown => (schema.type === "integer" ? Number(text) : text);

/** Makes the check. It throws an Error that says what is wrong with an answer. */
export const createResponseCheck = (contract: ContractDocument): ((response: ReceivedResponse) => void) => {
  const operations = operationsOf(contract).map((operation) => ({ operation, matcher: pathMatcher(operation.path) }));
  const headersByRule = headersByRuleOf(contract);
  const compile = createSchemaCompiler(closed(contract) as ContractDocument, app.formats);
  const validators = new Map<unknown, ReturnType<typeof compile>>();

  /** The same object each time: it is compiled once. */
  const schemas = new Map<string, Schema>();
  const schemaOf = (name: string): Schema => {
    const schema = schemas.get(name) ?? { $ref: `#/components/schemas/${name}` };
    schemas.set(name, schema);
    return schema;
  };

  const validate = (schema: Schema, value: unknown, what: string): void => {
    const validator = validators.get(schema) ?? compile(schema);
    validators.set(schema, validator);
    if (!validator(value)) {
      const faults = validator.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ");
      throw new Error(`${what} does not fit the contract: ${faults}\n${JSON.stringify(value)?.slice(0, 2000)}`);
    }
  };

  /** Each event of a stream is one of those that the contract names, with the data that it says. */
  const checkEvents = (text: string, names: Readonly<Record<string, string>> = {}): void => {
    for (const { event, data } of takeEvents(text).events) {
      if (event === undefined && data === undefined) continue;
      const name = names[event ?? ""];
      if (name === undefined || data === undefined) throw new Error(`The event ${event} is not declared.`);
      validate(schemaOf(name), JSON.parse(data), `The data of the event ${event}`);
    }
  };

  const checkBody = (content: Readonly<Record<string, MediaType>>, received: ReceivedResponse): void => {
    const mediaType = received.headers.get("content-type")?.split(";")[0] ?? "";
    const declared = content[mediaType];
    if (declared === undefined) throw new Error(`The media type ${mediaType || "(none)"} is not declared.`);
    if (received.method === "HEAD") return;
    const body = mediaType.includes("json") ? JSON.parse(received.text) : received.text;
    validate(declared.schema ?? {}, body, "The body");
    if (mediaType === "application/problem+json") checkProblem(body, received);
    if (mediaType === "text/event-stream") checkEvents(received.text, declared["x-events"]);
  };

  const checkHeaders = (headers: Readonly<Record<string, HeaderObject>>, received: ReceivedResponse): void => {
    for (const [name, { required, schema }] of Object.entries(headers)) {
      const text = received.headers.get(name);
      if (text !== null) validate(schema, typedHeader(text, resolve(contract, schema)), `The header ${name}`);
      else if (required) throw new Error(`The header ${name} is missing.`);
    }
  };

  const checkHeadersByRule = (declared: Readonly<Record<string, unknown>>, { headers }: ReceivedResponse): void => {
    if (!headers.has("x-request-id")) throw new Error("The header X-Request-Id is missing.");
    for (const [name, value] of headersByRule) {
      if (!(name in declared) && headers.get(name) !== value) throw new Error(`The header ${name} is not ${value}.`);
    }
    for (const name of ["server", "x-powered-by"]) {
      if (headers.has(name)) throw new Error(`The header ${name} names the software.`);
    }
  };
  const rateLimitHeaders = Object.fromEntries(
    [
      ["RateLimit-Policy", "RateLimitPolicy"],
      ["RateLimit", "RateLimit"],
    ].map(([name, component]) => [
      name,
      resolve<HeaderObject>(contract, { $ref: `#/components/headers/${component}` }),
    ]),
  );

  const checkByRule = (received: ReceivedResponse, statuses: readonly number[]): void => {
    if (received.method === "OPTIONS" && received.status === 204) return;
    if (!statuses.includes(received.status)) throw new Error("The status is not declared.");
    checkBody({ "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } }, received);
    if (received.status === 405 && !received.headers.has("allow")) throw new Error("A 405 needs Allow.");
  };

  /** By rule, as the contract's description has it: every answer of a limited operation tells what holds and what remains. */
  const checkRateLimits = ({ rateLimits }: Operation, received: ReceivedResponse): void => {
    const policy = received.headers.get("ratelimit-policy");
    const remaining = received.headers.get("ratelimit");
    if (policy === null && remaining === null) {
      const needed = rateLimits.length > 0 && received.unlimited !== true && wasCounted(received);
      if (needed) throw new Error("The headers RateLimit-Policy and RateLimit are missing.");
      return;
    }
    checkHeaders(rateLimitHeaders, received);
    const counted = policyNames(remaining ?? "");
    if (policyNames(policy ?? "").join() !== rateLimits.join())
      throw new Error(`Its RateLimit-Policy is not ${policy}.`);
    if (counted.join() !== rateLimits.slice(0, counted.length).join()) {
      throw new Error(`Its RateLimit cannot be ${remaining}.`);
    }
  };

  const checkDeclared = ({ responses }: Operation, received: ReceivedResponse): void => {
    const response = responses.get(String(received.status));
    if (response === undefined) {
      checkByRule(received, statusesByRule);
      return;
    }
    const headers = Object.entries(response.headers ?? {}).map(([name, header]) => [
      name,
      resolve<HeaderObject>(contract, header),
    ]);
    checkHeaders(Object.fromEntries(headers), received);
    if (response.content !== undefined) checkBody(response.content, received);
    else if (received.text !== "") throw new Error("The body should be empty.");
  };

  return (received) => {
    try {
      const path = received.path.split("?")[0] ?? "";
      const method = received.method === "HEAD" ? "GET" : received.method;
      const found = operations.find(({ operation, matcher }) => operation.method === method && matcher.test(path));
      checkHeadersByRule(found?.operation.responses.get(String(received.status))?.headers ?? {}, received);
      if (found === undefined) checkByRule(received, statusesOfNoOperation);
      else {
        checkDeclared(found.operation, received);
        checkRateLimits(found.operation, received);
      }
    } catch (error) {
      const { method, path, status } = received;
      throw new Error(`${method} ${path} answered ${status}: ${(error as Error).message}`, { cause: error });
    }
  };
};
