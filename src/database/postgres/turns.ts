import { ConnectionFailure } from "./failure.ts";

/** How many may go at once, how many others may wait, and how long while nothing moves. */
export interface TurnLimits {
  readonly atOnce: number;
  readonly waiting: number;
  readonly stallMilliseconds: number;
}

/** Lets so many go at once; the others wait, the first first. */
export interface Turns {
  /** Resolves when it is one's turn, which then has to be ended. @throws ConnectionFailure when it does not come */
  take(): Promise<void>;
  end(): void;
  /** Nobody waits any longer: all who do are rejected. */
  rejectWaiting(error: Error): void;
}

/**
 * Makes turns of which none is taken. Who waits in a queue that moves is served, however long the queue; when no turn has
 * ended for the time of a stall, all who wait are told so.
 */
export const createTurns = ({ atOnce, waiting: maximumWaiting, stallMilliseconds }: TurnLimits): Turns => {
  // In the order in which they came.
  const waiting = new Set<PromiseWithResolvers<void>>();
  let taken = 0;
  let stall: NodeJS.Timeout | undefined;

  const rejectWaiting = (error: Error): void => {
    for (const { reject } of waiting) reject(error);
    waiting.clear();
    clearTimeout(stall);
  };
  const watchStall = (): void => {
    clearTimeout(stall);
    const failure = `No connection became free within ${stallMilliseconds} ms`;
    stall = setTimeout(() => rejectWaiting(new ConnectionFailure("busy", failure)), stallMilliseconds);
  };

  return {
    take: async () => {
      if (taken < atOnce) {
        taken += 1;
        return;
      }
      if (waiting.size >= maximumWaiting) throw new ConnectionFailure("busy", "Too many wait for a connection already");
      const own = Promise.withResolvers<void>();
      waiting.add(own);
      if (waiting.size === 1) watchStall();
      await own.promise;
    },
    end: () => {
      const [next] = waiting;
      if (next === undefined) {
        taken -= 1;
        return;
      }
      waiting.delete(next);
      next.resolve();
      if (waiting.size > 0) watchStall();
      else clearTimeout(stall);
    },
    rejectWaiting,
  };
};
