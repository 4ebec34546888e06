import { ConnectionFailure } from "./failure.ts";

/** How many may go at once, and how many others may wait for how long. */
export interface TurnLimits {
  readonly atOnce: number;
  readonly waiting: number;
  readonly waitMilliseconds: number;
}

/** Lets so many go at once; the others wait, the first first. */
export interface Turns {
  /** Resolves when it is one's turn, which then has to be ended. @throws ConnectionFailure when it took too long */
  take(): Promise<void>;
  end(): void;
  /** Nobody waits any longer: all who do are rejected. */
  rejectWaiting(error: Error): void;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Makes turns of which none is taken. */
export const createTurns = ({ atOnce, waiting: maximumWaiting, waitMilliseconds }: TurnLimits): Turns => {
  // In the order in which they came.
  const waiting = new Set<Waiting>();
  let taken = 0;

  const wait = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(own);
        reject(new ConnectionFailure("busy", `No connection was free within ${waitMilliseconds} ms`));
      }, waitMilliseconds);
      const own: Waiting = { resolve, reject, timer };
      waiting.add(own);
    });

  return {
    take: async () => {
      if (taken < atOnce) {
        taken += 1;
        return;
      }
      if (waiting.size >= maximumWaiting) throw new ConnectionFailure("busy", "Too many wait for a connection already");
      await wait();
    },
    end: () => {
      const [next] = waiting;
      if (next === undefined) {
        taken -= 1;
        return;
      }
      waiting.delete(next);
      clearTimeout(next.timer);
      next.resolve();
    },
    rejectWaiting: (error) => {
      for (const { timer, reject } of waiting) {
        clearTimeout(timer);
        reject(error);
      }
      waiting.clear();
    },
  };
};
