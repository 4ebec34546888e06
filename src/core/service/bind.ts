/** Handlers that have what they need. */
import type { Application } from "../application.ts";
import type { BoundHandler } from "../pipeline/answer.ts";

/** The handlers by operationId, each given `needs` beside its input. */
export const bind = (handlers: Application["handlers"], needs: object): Readonly<Record<string, BoundHandler>> =>
  Object.fromEntries(
    Object.entries(handlers).map(([operationId, handler]) => [
      operationId,
      // The validator gives each handler what its types promise: both are generated from the same contract.
      (input) => (handler as (input: unknown, needs: object) => ReturnType<BoundHandler>)(input, needs),
    ]),
  );
