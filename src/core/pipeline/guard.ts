/** The first look at a request for an operation, before a byte of its body is read: is it too much, who calls, what comes? */
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Alternative, authorise, type Decision } from "../access/authorise.ts";
import type { Authenticators, Principal } from "../access/principal.ts";
import type { Operation } from "../contract/operations.ts";
import { problem } from "../contract/problem.ts";
import { createBodyCheck } from "../http/media-type.ts";
import { type Refusal, refuse } from "../http/refusal.ts";
import type { Overload } from "./overload.ts";
import { type Counted, callerAt, type RateLimits, tellCounted } from "./rate-limit.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who calls; undefined where the operation is open to everybody. */
    caller: Principal | undefined;
  }
}

/** The alternatives of an operation. `checkBinding` has seen to it that each has one scheme, and can be tried alone. */
const alternativesOf = ({ operationId, security }: Operation): readonly Alternative[] =>
  security.map((requirement) => {
    const [entry, ...others] = Object.entries(requirement);
    if (entry === undefined || others.length > 0) {
      throw new Error(`${operationId}: each alternative of its security must name exactly one scheme.`);
    }
    const [scheme, scopes] = entry;
    return { scheme, scopes };
  });

/** The challenge of RFC 6750, section 3. */
const challenge = (parameters: string): Refusal["headers"] & object => ({
  "WWW-Authenticate": `Bearer realm="roster"${parameters}`,
});

const refusalOf = (decision: Exclude<Decision, { kind: "granted" }>): Refusal => {
  switch (decision.kind) {
    case "unavailable":
      return { failure: problem("unavailable", "Credentials cannot be checked at the moment.") };
    case "forbidden": {
      const scope = decision.scopes.join(" ");
      return {
        failure: problem("forbidden", `This needs the scope ${scope}.`),
        headers: challenge(`, error="insufficient_scope", scope="${scope}"`),
      };
    }
    case "rejected":
      return {
        failure: problem("unauthenticated", "The credential is unknown, expired or revoked."),
        headers: challenge(', error="invalid_token"'),
      };
    case "absent":
      return {
        failure: problem("unauthenticated", "Send an API key or an access token: Authorization: Bearer …"),
        headers: challenge(""),
      };
  }
};

/** What keeps a server from being asked too much. */
export interface Limits {
  readonly rateLimits: RateLimits;
  /** While the event loop is late is no moment to begin anything. */
  readonly overload: Overload;
}

const overloaded: Refusal = { failure: problem("unavailable", "Roster is too busy at the moment.") };

type Counting = Counted | undefined | Promise<Counted>;

export type Guard = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

/**
 * Makes the guard of an operation, as an `onRequest` hook: it is done, or it has answered. An operation without a
 * rate limit is for those who watch over the process, and is answered also when there is too much to do.
 */
export const createGuard = (
  operation: Operation,
  authenticators: Authenticators,
  { rateLimits, overload }: Limits,
): Guard => {
  const maySkip = operation.rateLimits.length > 0;
  const limits = rateLimits(operation);
  const alternatives = alternativesOf(operation);
  const checkBody = createBodyCheck(operation);
  const tell = (reply: FastifyReply, counted: Counted | undefined): Refusal | undefined =>
    limits && counted && tellCounted(reply, limits, counted);
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<Refusal | undefined> => {
    const decision = await authorise(
      alternatives,
      authenticators,
      request.headers.authorization,
      operation.credentialMemorySeconds,
    );
    if (decision.kind !== "granted") return refusalOf(decision);
    request.caller = decision.principal;
    return tell(reply, await limits?.countCredential(decision.principal.actor));
  };
  const guard = async (
    request: FastifyRequest,
    reply: FastifyReply,
    counting: Counting,
  ): Promise<Refusal | undefined> => {
    const refusal = tell(reply, await counting) ?? (alternatives.length > 0 ? await admit(request, reply) : undefined);
    return refusal ?? checkBody(request.raw);
  };
  return (request, reply, done) => {
    if (maySkip && overload.isLate()) {
      overload.refused();
      refuse(request, reply, overloaded);
      return;
    }
    const settle = (refusal: Refusal | undefined): void => {
      if (refusal === undefined) done();
      else refuse(request, reply, refusal);
    };
    const counted = limits?.countAddress(callerAt(request.ip));
    if (alternatives.length > 0 || counted instanceof Promise) {
      guard(request, reply, counted).then(settle, done);
      return;
    }
    // Where nothing is waited for, a promise would cost as much as all of this.
    const refusal = tell(reply, counted) ?? checkBody(request.raw);
    if (refusal instanceof Promise) refusal.then(settle, done);
    else settle(refusal);
  };
};

/** Makes the function that tells whether a caller who was let in would be let in now. */
export const createReadmission = (
  operation: Operation,
  authenticators: Authenticators,
): ((request: FastifyRequest) => Promise<boolean>) => {
  const alternatives = alternativesOf(operation);
  return async ({ headers }) =>
    alternatives.length === 0 ||
    (await authorise(alternatives, authenticators, headers.authorization)).kind === "granted";
};
