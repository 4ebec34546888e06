/** Counts of requests, in this process. */
import { LRUCache } from "lru-cache";
import type { RateLimitPolicy } from "../contract/rate-limits.ts";

/** What a caller has made use of. */
export interface Use {
  /** Requests in the window, this one included. */
  readonly requests: number;
  /** Until the window ends. */
  readonly millisecondsLeft: number;
}

/** Counts one more request of a caller. A count that processes share is a promise of it. */
export type Counter = (caller: string) => Use | Promise<Use>;

export type CounterFactory = (policy: RateLimitPolicy) => Counter;

interface Window {
  requests: number;
  /** By the clock of `performance.now()`. */
  readonly end: number;
}

/** Of each policy. Beyond that, whoever was not heard of for the longest time is forgotten, in his favour. */
const callersLimit = 10_000;

/**
 * Makes the counter of a policy. A window begins with its first request and lasts as long as it should, also when the clock
 * of the machine is set.
 */
export const createCounter: CounterFactory = ({ windowSeconds }) => {
  const windows = new LRUCache<string, Window>({ max: callersLimit });
  return (caller) => {
    const now = performance.now();
    let window = windows.get(caller);
    if (window === undefined || window.end <= now) {
      window = { requests: 0, end: now + windowSeconds * 1000 };
      windows.set(caller, window);
    }
    window.requests += 1;
    return { requests: window.requests, millisecondsLeft: window.end - now };
  };
};
