/** What the log is told of faults: each with its stack, but for those of an outage, which are the same for every request. */
import type { FastifyBaseLogger } from "fastify";
import { createTally } from "../observe/tally.ts";
import { StoreError, type StoreFailure } from "../store/store-error.ts";

/** Tells of a fault; `logger` is that of the request. */
export type LogFault = (error: unknown, logger: FastifyBaseLogger) => void;

/**
 * Makes the function. What the store cannot do is counted by the reason, and told every ten seconds at most; each request has its line
 * with `LOG_LEVEL=debug`.
 */
export const createFaultLog = (server: FastifyBaseLogger): LogFault => {
  const tallies = new Map<StoreFailure, () => void>();
  const tallyOf = ({ reason, message }: StoreError): (() => void) => {
    const known = tallies.get(reason);
    if (known !== undefined) return known;
    const created = createTally((requests) =>
      server.error({ reason, cause: message, requests }, "requests failed, because of the store"),
    );
    tallies.set(reason, created);
    return created;
  };
  return (error, logger) => {
    if (error instanceof StoreError) {
      tallyOf(error)();
      logger.debug({ err: error }, "request failed");
    } else logger.error({ err: error }, "request failed");
  };
};
