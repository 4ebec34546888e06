/** Whether the process has more to do than it can. */
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import { createTally } from "../observe/tally.ts";

/** Shorter ones would have no sample of a delay that is still fine, and take that for the worst. */
const leastSampleMilliseconds = 1_000;

/**
 * Watches the event loop of the process, and makes the function that tells whether its turns begin late, on average by more
 * than this; 0: never. A yes is a refusal, and counted as one for the log.
 */
export const watchEventLoop = async (app: FastifyInstance, maxDelayMilliseconds: number): Promise<() => boolean> => {
  if (maxDelayMilliseconds === 0) return () => false;
  await app.register(underPressure, {
    maxEventLoopDelay: maxDelayMilliseconds,
    sampleInterval: Math.max(leastSampleMilliseconds, maxDelayMilliseconds),
    // By itself it would refuse /livez too, and each refusal would be logged as a fault: the guard asks instead.
    pressureHandler: () => {},
  });
  const note = createTally((requests) =>
    app.log.warn({ requests, maxDelayMilliseconds }, "the event loop is late: requests were refused"),
  );
  return () => {
    const late = app.isUnderPressure();
    if (late) note();
    return late;
  };
};
