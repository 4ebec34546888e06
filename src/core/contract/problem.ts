/** Failures that an operation answers with (RFC 9457): those of the core, and those that an application adds. */
import type { InvalidField } from "./invalid-field.ts";

/** What a registry of problem types says of one of them. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
}

/** The problem types of the core, by the last part of their URI. */
export const coreProblemTypes = {
  "invalid-request": { status: 400, title: "Invalid Request" },
  "malformed-body": { status: 400, title: "Malformed Body" },
  "malformed-request": { status: 400, title: "Malformed Request" },
  unauthenticated: { status: 401, title: "Unauthenticated" },
  forbidden: { status: 403, title: "Forbidden" },
  "not-found": { status: 404, title: "Not Found" },
  "unknown-address": { status: 404, title: "Unknown Address" },
  "method-not-allowed": { status: 405, title: "Method Not Allowed" },
  "request-timeout": { status: 408, title: "Request Timeout" },
  "already-exists": { status: 409, title: "Already Exists" },
  "changes-gone": { status: 410, title: "Changes Gone" },
  "precondition-failed": { status: 412, title: "Precondition Failed" },
  "content-too-large": { status: 413, title: "Content Too Large" },
  "address-too-long": { status: 414, title: "Address Too Long" },
  "unsupported-media-type": { status: 415, title: "Unsupported Media Type" },
  "expectation-failed": { status: 417, title: "Expectation Failed" },
  "idempotency-key-reused": { status: 422, title: "Idempotency Key Reused" },
  "rate-limited": { status: 429, title: "Rate Limited" },
  "header-fields-too-large": { status: 431, title: "Header Fields Too Large" },
  "internal-server-error": { status: 500, title: "Internal Server Error" },
  "unknown-method": { status: 501, title: "Unknown Method" },
  unavailable: { status: 503, title: "Service Unavailable" },
  "insufficient-storage": { status: 507, title: "Insufficient Storage" },
} as const satisfies Readonly<Record<string, ProblemType>>;

export type CoreProblemType = keyof typeof coreProblemTypes;

/** As the contract's `ReadinessCheck`. */
interface ReadinessCheck {
  readonly name: string;
  readonly status: "passing" | "failing";
}

/** A failure as a handler returns it. The HTTP server adds what it alone knows: the path and the id of the request. */
export interface ProblemReply<Status extends number = number> {
  readonly status: Status;
  readonly problem: {
    /** The name of its type, for logs and metrics. */
    readonly type: string;
    /** The URI of its type. */
    readonly uri: string;
    readonly title: string;
    /** For people; never anything internal. */
    readonly detail?: string;
    readonly errors?: readonly InvalidField[];
    readonly checks?: readonly ReadinessCheck[];
  };
}

/** Makes failures of the types of a registry. */
export type ProblemFactory<Types extends Readonly<Record<string, ProblemType>>> = <Type extends keyof Types & string>(
  type: Type,
  more?: string | Pick<ProblemReply["problem"], "detail" | "errors" | "checks">,
) => ProblemReply<Types[Type]["status"]>;

/**
 * Makes the function that makes failures of an application's own types, with the status and title that its registry gives
 * them. A second argument that is text is the `detail`. The URI of a type is `prefix` and its name.
 */
export const createProblemFactory =
  <const Types extends Readonly<Record<string, ProblemType>>>(types: Types, prefix: string): ProblemFactory<Types> =>
  (type, more = {}) => {
    const { status, title } = types[type] as Types[typeof type];
    const members = typeof more === "string" ? { detail: more } : more;
    return { status, problem: { type, uri: `${prefix}${type}`, title, ...members } };
  };

/** A failure of one of the core's types. */
export const problem = createProblemFactory(coreProblemTypes, "urn:problem-type:roster:");

/** The 400 that names every invalid field. */
export const invalidRequest = (errors: readonly InvalidField[]): ProblemReply<400> =>
  problem("invalid-request", {
    detail: errors.length === 1 ? "1 field is invalid." : `${errors.length} fields are invalid.`,
    errors,
  });

/** The 503 that names every check of readiness. */
export const notReady = (detail: string, checks: readonly ReadinessCheck[]): ProblemReply<503> =>
  problem("unavailable", { detail, checks });

/** The 404 for something that the address names and that does not exist. */
export const notFound = (noun: string, name: string | number): ProblemReply<404> =>
  problem("not-found", `There is no ${noun} ${name}.`);

/** The 412 to a request whose conditions the resource does not fit. */
export const preconditionFailed = (): ProblemReply<412> =>
  problem("precondition-failed", "The resource does not fit If-Match or If-None-Match. Nothing was changed.");
