/** Counts of requests that all processes share, by Redis or what speaks its protocol. */
import RedisStore from "@fastify/rate-limit/store/RedisStore.js";
import { Redis } from "ioredis";
import { type CounterFactory, createCounter, type Use } from "./request-counter.ts";

// A request waits for Redis, so Redis must be near, or do without.
const answerMilliseconds = 250;
const connectMilliseconds = 2_000;
const longestPauseMilliseconds = 1_000;

export interface SharedCountsOptions {
  /** Such as `redis://:password@host:6379/0`; `rediss:` for TLS. */
  readonly url: string;
  /** From now on, each process counts alone. Told once for each time that Redis is gone. */
  readonly onFailure: (error: Error) => void;
  readonly onRecovery: () => void;
}

export interface SharedCounts extends AsyncDisposable {
  readonly counterOf: CounterFactory;
  /** Whether Redis counts at the moment. */
  readonly isShared: () => boolean;
}

const incrementBy =
  (store: RedisStore, windowMilliseconds: number, quota: number) =>
  (caller: string): Promise<Use> =>
    new Promise((resolve, reject) => {
      store.incr(
        caller,
        (error, result) => {
          if (result === null) reject(error ?? new Error("Redis did not count"));
          else resolve({ requests: result.current, millisecondsLeft: result.ttl });
        },
        windowMilliseconds,
        quota,
      );
    });

/**
 * Connects, and counts there. While Redis is not there, does not answer within 250 ms or refuses, each process counts for
 * itself, without waiting: it has counted all the while, so that nobody begins anew. The windows end by the clock of Redis.
 */
export const createSharedCounts = ({ url, onFailure, onRecovery }: SharedCountsOptions): SharedCounts => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectMilliseconds,
    commandTimeout: answerMilliseconds,
    // What cannot be counted now is counted here, and not later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => Math.min(times * 100, longestPauseMilliseconds),
  });
  let isShared = false;
  let isFailing = false;
  let lastError: Error | undefined;

  const fail = (error: Error): void => {
    isShared = false;
    if (isFailing) return;
    isFailing = true;
    onFailure(lastError ?? error);
  };
  redis.on("error", (error: Error) => {
    lastError = error;
    fail(error);
  });
  redis.on("close", () => fail(new Error("The connection to Redis was closed")));
  redis.on("ready", () => {
    isShared = true;
    lastError = undefined;
  });
  /** One that can be reached may still refuse to count, such as one that only follows another. */
  const succeed = (): void => {
    if (isFailing) onRecovery();
    isFailing = false;
  };
  redis.connect().catch(fail);

  /** One that does not answer is left alone until it is connected anew, and nobody waits for that. */
  const suspend = (error: Error): void => {
    if (!isShared) return;
    fail(error);
    redis.disconnect(true);
  };

  return {
    isShared: () => isShared,
    counterOf: (policy) => {
      const windowMilliseconds = policy.windowSeconds * 1000;
      const store = new RedisStore(false, false, redis, `roster:rate-limit:${policy.name}:`);
      const countThere = incrementBy(store, windowMilliseconds, policy.quota);
      const countHere = createCounter(policy);
      return async (caller) => {
        const here = countHere(caller);
        if (!isShared) return here;
        try {
          const there = await countThere(caller);
          succeed();
          return there;
        } catch (error) {
          suspend(error as Error);
          return here;
        }
      };
    },
    [Symbol.asyncDispose]: async () => {
      redis.removeAllListeners("close");
      redis.disconnect();
    },
  };
};
