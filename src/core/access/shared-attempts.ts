/** Something that may fail, is slow, and must not be done too often: those who need it share it. */
import { setTimeout } from "node:timers/promises";

export interface SharedAttempts {
  /**
   * Waits for an attempt that began at `since` or later, by the clock of `performance.now()`, and tells whether it
   * succeeded. It is no at once after an attempt that failed a moment ago, and when too many wait already.
   */
  readonly succeededSince: (since: number) => Promise<boolean>;
  /** Begins an attempt, unless one is under way or just over. It is not waited for. */
  readonly begin: () => void;
}

export interface SharedAttemptsOptions {
  /** Tells whether it succeeded; never rejects. */
  readonly attempt: () => Promise<boolean>;
  /** From the end of one attempt to the beginning of the next. */
  readonly pauseMilliseconds: number;
  /** How many may wait at the same time. */
  readonly waitingLimit: number;
}

interface Attempt {
  readonly startedAt: number;
  readonly outcome: Promise<boolean>;
  /** Undefined while it is under way. */
  endedAt: number | undefined;
}

/** Makes the attempts. None is made before the first call. */
export const createSharedAttempts = (options: SharedAttemptsOptions): SharedAttempts => {
  const { attempt, pauseMilliseconds, waitingLimit } = options;
  let latest: Attempt | undefined;
  let waiting = 0;

  const pauseLeft = ({ endedAt }: Attempt): number =>
    endedAt === undefined ? 0 : Math.max(0, endedAt + pauseMilliseconds - performance.now());

  const start = (): Attempt => {
    const startedAt = performance.now();
    const started: Attempt = { startedAt, endedAt: undefined, outcome: attempt() };
    void started.outcome.then(() => {
      started.endedAt = performance.now();
    });
    latest = started;
    return started;
  };

  /** The attempt that is under way or just over, else a new one. */
  const current = (): Attempt => {
    const isOver = latest?.endedAt !== undefined && pauseLeft(latest) === 0;
    return latest === undefined || isOver ? start() : latest;
  };

  const wait = async (since: number): Promise<boolean> => {
    for (;;) {
      const joined = current();
      if (!(await joined.outcome)) return false;
      if (joined.startedAt >= since) return true;
      await setTimeout(pauseLeft(joined));
    }
  };

  return {
    succeededSince: async (since) => {
      if (waiting >= waitingLimit) return false;
      waiting += 1;
      return wait(since).finally(() => {
        waiting -= 1;
      });
    },
    begin: () => void current(),
  };
};
