/** Whether a caller may use an operation: the contract's `security`, applied. */
import type { Authentication, Authenticator, Authenticators, Principal } from "./principal.ts";

/** What is asked of a credential: the security scheme that it is of, and the scopes that it must carry. */
export interface Requirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

/** One way to be let in: all of these together. None at all lets everybody in. */
export type Alternative = readonly Requirement[];

type Refusal =
  /** It cannot be told now. */
  | { readonly kind: "unavailable" }
  /** Known, but without these scopes. */
  | { readonly kind: "forbidden"; readonly scopes: readonly string[] }
  /** A credential was sent, and does not hold. */
  | { readonly kind: "rejected" }
  /** No credential was sent. */
  | { readonly kind: "absent" };

/** `principal` is undefined where the alternative that holds asks for no credential. */
export type Decision = { readonly kind: "granted"; readonly principal: Principal | undefined } | Refusal;

/** The first outranks the others: what may still work later is not called forbidden, nor somebody known unknown. */
const refusals: readonly Decision["kind"][] = ["unavailable", "forbidden", "rejected", "absent"];

const decide = (authentication: Authentication, scopes: readonly string[]): Decision => {
  if (authentication.kind !== "authenticated") return authentication;
  const { principal } = authentication;
  return scopes.every((scope) => principal.scopes.has(scope))
    ? { kind: "granted", principal }
    : { kind: "forbidden", scopes };
};

const strongerOf = (one: Decision, other: Decision): Decision =>
  refusals.indexOf(other.kind) < refusals.indexOf(one.kind) ? other : one;

/** The credential of a scheme that a request has, as an `Authenticator` takes it. */
export type CredentialOf = (scheme: string) => string | undefined;

/**
 * Tries the alternatives in their order and grants the first that holds. When none does, the answer does not depend on
 * their order. Each scheme has an authenticator: the start has seen to that. `memorySeconds` is as an `Authenticator` has it.
 */
export const authorise = async (
  alternatives: readonly Alternative[],
  authenticators: Authenticators,
  credentialOf: CredentialOf,
  memorySeconds = 0,
): Promise<Decision> => {
  // Schemes that take the same credentials look at one once.
  const looked: { readonly by: Authenticator; readonly at: string | undefined; readonly found: Authentication }[] = [];
  const lookAt = async (by: Authenticator, at: string | undefined): Promise<Authentication> => {
    const known = looked.find((each) => each.by === by && each.at === at);
    if (known !== undefined) return known.found;
    const found = await by(at, memorySeconds);
    looked.push({ by, at, found });
    return found;
  };
  const meet = async ({ scheme, scopes }: Requirement): Promise<Decision> => {
    const authenticate = authenticators[scheme];
    if (authenticate === undefined) throw new Error(`Nothing authenticates the security scheme ${scheme}.`);
    return decide(await lookAt(authenticate, credentialOf(scheme)), scopes);
  };
  let strongest: Decision = { kind: "absent" };
  for (const alternative of alternatives) {
    let decision: Decision = { kind: "granted", principal: undefined };
    for (const requirement of alternative) {
      const met = await meet(requirement);
      // Who calls is whom the first credential names.
      if (decision.kind === "granted") decision = met.kind === "granted" && decision.principal ? decision : met;
      else if (met.kind !== "granted") decision = strongerOf(decision, met);
    }
    if (decision.kind === "granted") return decision;
    strongest = strongerOf(strongest, decision);
  }
  return strongest;
};
