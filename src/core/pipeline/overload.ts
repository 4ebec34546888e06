/** Whether the process has more to do than it can. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { createTally } from "../observe/tally.ts";

const resolutionMilliseconds = 10;
const intervalMilliseconds = 1_000;

export interface Overload {
  readonly isLate: () => boolean;
  /** A request was refused for it, which the log is told. */
  readonly refused: () => void;
}

/**
 * Watches the event loop from when the server listens until it is closed. It is late when its turns begin, on average, by more
 * than this too late for two seconds, so that one long turn is nothing; 0: it never is.
 */
export const watchEventLoop = (app: FastifyInstance, maxDelayMilliseconds: number): Overload => {
  if (maxDelayMilliseconds === 0) return { isLate: () => false, refused: () => {} };
  const histogram = monitorEventLoopDelay({ resolution: resolutionMilliseconds });
  let lateSeconds = 0;
  const look = (): void => {
    // Nothing is known yet of a turn that has just ended: the next look will see it.
    if (histogram.count === 0) return;
    const delay = histogram.mean / 1e6 - resolutionMilliseconds;
    lateSeconds = delay > maxDelayMilliseconds ? lateSeconds + 1 : 0;
    histogram.reset();
  };
  let timer: NodeJS.Timeout | undefined;
  app.addHook("onListen", (done) => {
    histogram.enable();
    timer = setInterval(look, intervalMilliseconds).unref();
    done();
  });
  app.addHook("onClose", (_app, done) => {
    clearInterval(timer);
    histogram.disable();
    done();
  });
  return {
    isLate: () => lateSeconds > 1,
    refused: createTally((requests) =>
      app.log.warn({ requests, maxDelayMilliseconds }, "the event loop is late: requests were refused"),
    ),
  };
};
