/** Counts of requests, in this process. */
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

/** Of each policy. */
const clientsLimit = 10_000;
/** So many of the oldest are looked at for one that can be forgotten. */
const lookedAt = 16;

/**
 * Makes the counter of a policy. A window begins with its first request and lasts as long as it should, also when the clock
 * of the machine is set. When there are too many clients, expired windows are forgotten first, and then the oldest whose client has
 * not used up its quota: many other addresses do not let an exhausted one begin anew.
 */
export const createCounter: CounterFactory = ({ windowSeconds, quota }) => {
  // In the order in which they end, but for those that were passed over.
  const windows = new Map<string, Window>();

  const makeRoom = (now: number): void => {
    for (let looks = 1; windows.size >= clientsLimit; looks += 1) {
      const [oldest] = windows;
      if (oldest === undefined) return;
      const [client, window] = oldest;
      windows.delete(client);
      const isExhausted = window.end > now && window.requests >= quota;
      if (isExhausted && looks < lookedAt) windows.set(client, window);
    }
  };

  return (client) => {
    const now = performance.now();
    let window = windows.get(client);
    if (window === undefined || window.end <= now) {
      windows.delete(client);
      makeRoom(now);
      window = { requests: 0, end: now + windowSeconds * 1000 };
      windows.set(client, window);
    }
    window.requests += 1;
    return { requests: window.requests, millisecondsLeft: window.end - now };
  };
};
