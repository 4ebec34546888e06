/**
 * Steady mixed load by good clients: what failed in a way that may pass is repeated, reads as they are and creates with the
 * same idempotency key.
 */
import { setTimeout } from "node:timers/promises";
import type { Client, Result, User } from "./client.ts";
import type { Attempt, Kind } from "./measurements.ts";

const writers = 6;
const readers = 10;
const pauseMilliseconds = 25;
const firstBackoffMilliseconds = 100;
const longestBackoffMilliseconds = 1_000;
/** How long a create that is under way at the end is repeated. */
const patienceMilliseconds = 15_000;

export interface Acknowledgement extends User {
  readonly at: number;
}

export interface Load {
  readonly attempts: readonly Attempt[];
  /** Every create that was answered with success, in order. */
  readonly acknowledged: readonly Acknowledgement[];
  /** What no failure of a part explains: a wrong answer, such as `404` for a user that was created. */
  readonly contradictions: readonly string[];
  /** Lets everybody end what is under way. */
  readonly stop: () => Promise<void>;
}

/** Begins. Every user's name begins with `prefix`. */
export const startLoad = (client: Client, prefix: string): Load => {
  const attempts: Attempt[] = [];
  const acknowledged: Acknowledgement[] = [];
  const contradictions: string[] = [];
  let stopping = false;
  let stoppedAt = Number.POSITIVE_INFINITY;

  const isOver = (): boolean => performance.now() > stoppedAt + patienceMilliseconds;

  /** Sends until it is answered; undefined when that does not come in time, or is a contradiction. */
  const persist = async <Value>(kind: Kind, send: () => Promise<Result<Value>>): Promise<Value | undefined> => {
    let backoff = firstBackoffMilliseconds;
    for (;;) {
      const result = await send();
      const { outcome } = result;
      attempts.push({ kind, at: performance.now(), outcome, succeeded: result.kind === "success" });
      if (result.kind === "success") return result.value;
      if (result.kind === "contradiction") {
        contradictions.push(`${outcome}: ${result.detail}`);
        return undefined;
      }
      if (isOver() || (stopping && kind === "read")) return undefined;
      await setTimeout(Math.max(backoff, result.retryAfterMilliseconds));
      backoff = Math.min(backoff * 2, longestBackoffMilliseconds);
    }
  };

  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; !stopping; turn += 1) {
      const name = `${prefix} ${writer}-${turn}`;
      const user = await persist("write", () => client.create(name));
      if (user) acknowledged.push({ ...user, at: performance.now() });
      await setTimeout(pauseMilliseconds);
    }
  };

  const read = async (): Promise<void> => {
    for (let turn = 0; !stopping; turn += 1) {
      const user = acknowledged[Math.floor(Math.random() * acknowledged.length)];
      await persist("read", () => (user && turn % 2 === 0 ? client.find(user) : client.list()));
      await setTimeout(pauseMilliseconds);
    }
  };

  const workers = [
    ...Array.from({ length: writers }, (_, writer) => write(writer)),
    ...Array.from({ length: readers }, read),
  ];
  return {
    attempts,
    acknowledged,
    contradictions,
    stop: async () => {
      stopping = true;
      stoppedAt = performance.now();
      await Promise.all(workers);
    },
  };
};
