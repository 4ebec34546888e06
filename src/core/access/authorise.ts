/** Whether a caller may use an operation: the contract's `security`, applied. */
import type { Authentication, Authenticators, Principal } from "./principal.ts";

/** One way to be let in: a security scheme, and the scopes that a credential of it must carry. */
export interface Alternative {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

type Refusal =
  /** It cannot be told now. */
  | { readonly kind: "unavailable" }
  /** Known, but without these scopes. */
  | { readonly kind: "forbidden"; readonly scopes: readonly string[] }
  /** A credential was sent, and does not hold. */
  | { readonly kind: "rejected" }
  /** No credential was sent. */
  | { readonly kind: "absent" };

export type Decision = { readonly kind: "granted"; readonly principal: Principal } | Refusal;

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

/**
 * Tries the alternatives in their order and grants the first that holds. When none does, the answer does not depend on
 * their order. Each scheme has an authenticator: the start has seen to that. `memorySeconds` is as an `Authenticator` has it.
 */
export const authorise = async (
  alternatives: readonly Alternative[],
  authenticators: Authenticators,
  authorization: string | undefined,
  memorySeconds = 0,
): Promise<Decision> => {
  let strongest: Decision = { kind: "absent" };
  for (const { scheme, scopes } of alternatives) {
    const authenticate = authenticators[scheme];
    if (authenticate === undefined) throw new Error(`Nothing authenticates the security scheme ${scheme}.`);
    const decision = decide(await authenticate(authorization, memorySeconds), scopes);
    if (decision.kind === "granted") return decision;
    strongest = strongerOf(strongest, decision);
  }
  return strongest;
};
