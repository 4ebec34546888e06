/** The operations that the short way is for. */
import type { FastifyBaseLogger } from "fastify";
import type { Operation } from "../../contract/operations.ts";
import type { OperationLimits, RateLimits } from "../../pipeline/rate-limit.ts";
import type { Read } from "../../pipeline/read.ts";

export interface FastRoute {
  readonly operationId: string;
  readonly read: Read;
  readonly limits: OperationLimits | undefined;
  /** For the line of an answer with this status: what its lines share is written once. */
  readonly logOf: (status: number) => FastifyBaseLogger;
}

const createLogOf = (logger: FastifyBaseLogger, { operationId, method }: Operation): FastRoute["logOf"] => {
  const byStatus = new Map<number, FastifyBaseLogger>();
  return (status) => {
    const log = byStatus.get(status) ?? logger.child({ operationId, method, status });
    byStatus.set(status, log);
    return log;
  };
};

/** By operationId; an operation without a read has none. */
export const fastRoutesOf = (
  operations: readonly Operation[],
  reads: ReadonlyMap<string, Read>,
  rateLimits: RateLimits,
  logger: FastifyBaseLogger,
): ReadonlyMap<string, FastRoute> => {
  const routes = new Map<string, FastRoute>();
  for (const operation of operations) {
    const { operationId } = operation;
    const read = reads.get(operationId);
    if (read === undefined) continue;
    routes.set(operationId, {
      operationId,
      read,
      limits: rateLimits(operation),
      logOf: createLogOf(logger, operation),
    });
  }
  return routes;
};
