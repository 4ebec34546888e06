import { ConnectionFailure } from "./failure.ts";

/** How many may go at once, and how many others may wait, and how long. */
export interface TurnLimits {
  readonly atOnce: number;
  readonly waiting: number;
  /** Nobody waits longer than this. */
  readonly waitMilliseconds: number;
  /** And nobody waits while, for as long as this, nothing moves. */
  readonly stallMilliseconds: number;
}

/** Lets so many go at once; the others wait, the first first. */
export interface Turns {
  /** Resolves when it is one's turn, which then has to be ended. @throws ConnectionFailure when it does not come */
  take(): Promise<void>;
  end(): void;
  /** How many wait. */
  waiting(): number;
  /** Nobody waits any longer: all who do are rejected. */
  rejectWaiting(error: Error): void;
}

interface Waiting extends PromiseWithResolvers<void> {
  readonly sinceTick: number;
}

// Time is counted in ticks of the event loop, so that one that stood still is not taken for a queue that did.
const tickMilliseconds = 100;

/** Makes turns of which none is taken. */
export const createTurns = (limits: TurnLimits): Turns => {
  // In the order in which they came.
  const waiting = new Set<Waiting>();
  let taken = 0;
  let tick = 0;
  let movedTick = 0;
  let timer: NodeJS.Timeout | undefined;

  const reject = (one: Waiting, error: Error): void => {
    waiting.delete(one);
    one.reject(error);
  };
  const rejectWaiting = (error: Error): void => {
    for (const one of waiting) reject(one, error);
  };
  const watch = (): void => {
    tick += 1;
    const isStalled = (tick - movedTick) * tickMilliseconds >= limits.stallMilliseconds;
    for (const one of waiting) {
      const waited = (tick - one.sinceTick) * tickMilliseconds;
      if (!isStalled && waited < limits.waitMilliseconds) break;
      reject(one, new ConnectionFailure("busy", `No connection was free within ${waited} ms`));
    }
    if (waiting.size === 0) timer = void clearInterval(timer);
  };

  return {
    take: async () => {
      if (taken < limits.atOnce) {
        taken += 1;
        return;
      }
      if (waiting.size >= limits.waiting) throw new ConnectionFailure("busy", "Too many wait for a connection already");
      if (timer === undefined) {
        movedTick = tick;
        timer = setInterval(watch, tickMilliseconds);
      }
      const own = { ...Promise.withResolvers<void>(), sinceTick: tick };
      waiting.add(own);
      await own.promise;
    },
    end: () => {
      movedTick = tick;
      const [next] = waiting;
      if (next === undefined) {
        taken -= 1;
        return;
      }
      waiting.delete(next);
      next.resolve();
    },
    waiting: () => waiting.size,
    rejectWaiting,
  };
};
