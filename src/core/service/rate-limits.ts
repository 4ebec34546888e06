/** How requests are limited, and where they are counted. */

import type { ContractDocument } from "../contract/document.ts";
import { type RateLimitPolicy, rateLimitsOf, withChanges } from "../contract/rate-limits.ts";
import type { Logger } from "../observe/logger.ts";
import type { GaugeSource } from "../observe/metrics.ts";
import { type CounterFactory, createCounter } from "../pipeline/request-counter.ts";
import { type Config, ConfigError } from "../settings/config.ts";

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

export interface Counts extends AsyncDisposable {
  readonly counterOf: CounterFactory;
  readonly gauges: readonly GaugeSource[];
}

/** Counts by Redis, where there is one, and in this process otherwise. ioredis is loaded where it is used only. */
export const createCounts = async (redisUrl: string | undefined, logger: Logger): Promise<Counts> => {
  if (redisUrl === undefined) return { counterOf: createCounter, gauges: [], [Symbol.asyncDispose]: async () => {} };
  const { createSharedCounts } = await import("../pipeline/shared-counter.ts");
  const counts = createSharedCounts({
    url: redisUrl,
    onFailure: (error) => logger.warn({ err: error }, "Redis is not there: requests are counted by each process alone"),
    onRecovery: () => logger.info("requests are counted together again"),
  });
  return {
    counterOf: counts.counterOf,
    gauges: [
      {
        name: "roster_rate_limits_shared",
        help: "1 while all processes count requests together, 0 while this one counts alone.",
        read: () => Number(counts.isShared()),
      },
    ],
    [Symbol.asyncDispose]: () => counts[Symbol.asyncDispose](),
  };
};
