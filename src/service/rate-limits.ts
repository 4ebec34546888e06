import { type Config, ConfigError } from "../config.ts";
import type { ContractDocument } from "../contract/document.ts";
import { type RateLimitPolicy, rateLimitsOf, withChanges } from "../contract/rate-limits.ts";

/** The rate limits of the contract, as the operator wants them. Throws a ConfigError. */
export const chooseRateLimits = (
  contract: ContractDocument,
  setting: Config["rateLimit"],
): readonly RateLimitPolicy[] => {
  if (setting === "off") return [];
  const policies = rateLimitsOf(contract);
  const changes = setting === "on" ? [] : setting;
  const names = policies.map(({ name }) => name);
  const unknown = changes.find(({ name }) => !names.includes(name));
  if (unknown === undefined) return withChanges(policies, changes);
  throw new ConfigError(`RATE_LIMIT has "${unknown.name}"; the contract has the limits ${names.join(", ")}.`);
};
