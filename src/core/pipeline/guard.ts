/** The first look at a request for an operation, before a byte of its body is read: is it too much, who calls, what comes? */
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Alternative, authorise, type CredentialOf, type Decision } from "../access/authorise.ts";
import type { Authenticators, Principal } from "../access/principal.ts";
import { credentialReader, isBasic, type SecurityScheme } from "../access/scheme.ts";
import type { Operation } from "../contract/operations.ts";
import { problem } from "../contract/problem.ts";
import { createBodyCheck } from "../http/media-type.ts";
import { type Refusal, refuse } from "../http/refusal.ts";
import { queryOf } from "../http/target.ts";
import type { Overload } from "./overload.ts";
import { type Counted, callerAt, type RateLimits, tellCounted } from "./rate-limit.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who calls; undefined where the operation is open to everybody. */
    caller: Principal | undefined;
  }
}

const alternativesOf = ({ security }: Operation): readonly Alternative[] =>
  security.map((requirement) => Object.entries(requirement).map(([scheme, scopes]) => ({ scheme, scopes })));

/** What a request is let in by, of each scheme of the contract. */
export interface Access {
  readonly authenticators: Authenticators;
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
}

/** Makes the function that reads the credentials of a request. */
const createCredentialsOf = ({ schemes }: Access): ((request: FastifyRequest) => CredentialOf) => {
  const readers = new Map(Object.entries(schemes).map(([name, scheme]) => [name, credentialReader(scheme)]));
  return ({ headers, url }) =>
    (scheme) => {
      const read = readers.get(scheme);
      return read === undefined ? headers.authorization : read({ headers, query: queryOf(url) });
    };
};

/** Makes the challenge of an operation: that of RFC 6750, section 3, or of RFC 7617 where browsers are to ask people. */
const createChallenge = (
  operation: Operation,
  { schemes }: Access,
): ((parameters: string) => Refusal["headers"] & object) => {
  const named = operation.security.flatMap(Object.keys).map((name) => schemes[name]);
  const asksPeople = named.length > 0 && named.every((scheme) => scheme !== undefined && isBasic(scheme));
  return (parameters) => ({
    "WWW-Authenticate": asksPeople ? 'Basic realm="roster", charset="UTF-8"' : `Bearer realm="roster"${parameters}`,
  });
};

const refusalOf = (
  decision: Exclude<Decision, { kind: "granted" }>,
  challenge: ReturnType<typeof createChallenge>,
): Refusal => {
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
export const createGuard = (operation: Operation, access: Access, { rateLimits, overload }: Limits): Guard => {
  const maySkip = operation.rateLimits.length > 0;
  const limits = rateLimits(operation);
  const alternatives = alternativesOf(operation);
  const credentialsOf = createCredentialsOf(access);
  const challenge = createChallenge(operation, access);
  const checkBody = createBodyCheck(operation);
  const tell = (reply: FastifyReply, counted: Counted | undefined): Refusal | undefined =>
    limits && counted && tellCounted(reply, limits, counted);
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<Refusal | undefined> => {
    const decision = await authorise(
      alternatives,
      access.authenticators,
      credentialsOf(request),
      operation.credentialMemorySeconds,
    );
    if (decision.kind !== "granted") return refusalOf(decision, challenge);
    request.caller = decision.principal;
    if (decision.principal === undefined) return undefined;
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
  access: Access,
): ((request: FastifyRequest) => Promise<boolean>) => {
  const alternatives = alternativesOf(operation);
  const credentialsOf = createCredentialsOf(access);
  return async (request) =>
    alternatives.length === 0 ||
    (await authorise(alternatives, access.authenticators, credentialsOf(request))).kind === "granted";
};
