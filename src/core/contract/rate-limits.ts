/** The rate limits of the contract: its policies by name (`x-rate-limits`), as they are or as an operator wants them. */
import type { ContractDocument, RateLimitObject } from "./document.ts";

export interface RateLimitPolicy extends RateLimitObject {
  readonly name: string;
}

/** A policy of the contract with other numbers. */
export type RateLimitChange = Omit<RateLimitPolicy, "by">;

/** Every policy of the contract. */
export const rateLimitsOf = (document: ContractDocument): readonly RateLimitPolicy[] =>
  Object.entries(document["x-rate-limits"] ?? {}).map(([name, policy]) => ({ name, ...policy }));

/** The names of the policies that count requests that no operation answers. */
export const unroutedRateLimitOf = (document: ContractDocument): readonly string[] =>
  document["x-unrouted-rate-limit"] ?? [];

/** The policies with their changes; a change of a policy that there is none of changes nothing. */
export const withChanges = (
  policies: readonly RateLimitPolicy[],
  changes: readonly RateLimitChange[],
): readonly RateLimitPolicy[] =>
  policies.map((policy) => ({ ...policy, ...changes.find(({ name }) => name === policy.name) }));
