/** The contract as data: the part of an OpenAPI 3.1 document that the core reads. */
import { readFileSync } from "node:fs";

export interface Reference {
  readonly $ref: string;
}

/** A JSON Schema; Ajv is the one that understands it. */
export type Schema = Readonly<Record<string, unknown>>;

export interface MediaTypeObject {
  readonly schema?: Schema;
  /** The media type in full, where an answer gives it parameters. */
  readonly "x-content-type"?: string;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  /** Either this or `content` says what its value is. */
  readonly schema?: Schema;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
  readonly style?: string;
  readonly explode?: boolean;
}

export interface RequestBodyObject {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaTypeObject>>;
}

export interface HeaderObject {
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface ResponseObject {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, HeaderObject | Reference>>;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
}

/** Which credentials an operation takes: a security scheme's name, and the scopes that it must carry. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** How many requests each caller may make, in a window that begins with the first. */
export interface RateLimitObject {
  /** What a caller is: where the request comes from, or the credential that it was let in by. */
  readonly by: "address" | "credential";
  readonly quota: number;
  readonly windowSeconds: number;
}

export interface OperationObject {
  readonly operationId?: string;
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: RequestBodyObject | Reference;
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
  readonly security?: readonly SecurityRequirement[];
  readonly "x-rate-limit"?: readonly string[];
  readonly "x-cache"?: boolean;
  /** For how many seconds a credential that was accepted counts while it cannot be looked up. */
  readonly "x-credential-memory"?: number;
}

/** Where the service is; a variable stands in braces. */
export interface ServerObject {
  readonly url: string;
  readonly description?: string;
  readonly variables?: Readonly<Record<string, { readonly default: string }>>;
}

/** The operations of a path, and what it says of all of them. */
export interface PathItemObject {
  readonly parameters?: OperationObject["parameters"];
  readonly get?: OperationObject;
  readonly put?: OperationObject;
  readonly post?: OperationObject;
  readonly patch?: OperationObject;
  readonly delete?: OperationObject;
}

/** What a credential is, and where it stands. */
export interface SecuritySchemeObject {
  readonly type: string;
  /** Of `http`. */
  readonly scheme?: string;
  readonly bearerFormat?: string;
  /** Of `apiKey`. */
  readonly name?: string;
  readonly in?: "header" | "query" | "cookie";
}

/** A type and not an interface, so that it is a JSON object to the compiler too. */
export type ContractDocument = {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly ServerObject[];
  readonly paths: Readonly<Record<string, PathItemObject>>;
  readonly security?: readonly SecurityRequirement[];
  /** The names of the policies that count what no operation answers. */
  readonly "x-unrouted-rate-limit"?: readonly string[];
  readonly "x-rate-limits"?: Readonly<Record<string, RateLimitObject>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>> & {
    readonly securitySchemes?: Readonly<Record<string, SecuritySchemeObject>>;
  };
};

/** Reads a contract that `npm run generate` wrote as JSON. Throws when the file is missing or is not JSON. */
export const readContract = (location: URL): ContractDocument =>
  JSON.parse(readFileSync(location, "utf8")) as ContractDocument;

const isReference = (value: object): value is Reference => "$ref" in value;

/** Follows a `#/…` reference (RFC 6901) to what it names. Throws when it names nothing. */
export const resolve = <Target extends object>(document: ContractDocument, value: Target | Reference): Target => {
  if (!isReference(value)) return value;
  const target = value.$ref
    .slice("#/".length)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], document);
  if (typeof target !== "object" || target === null) throw new Error(`The contract has no ${value.$ref}.`);
  return resolve(document, target as Target | Reference);
};

/** A copy of a value, with another text in the place of each reference. */
export const withReferences = (value: unknown, textFor: (reference: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, textFor));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "$ref" && typeof member === "string" ? textFor(member) : withReferences(member, textFor),
    ]),
  );
};
