/** The numbers of the process: processor, memory, event loop, garbage collection. */
import { collectDefaultMetrics, Registry } from "prom-client";

let registry: Registry | undefined;

/**
 * The registry of the process, filled when it is first asked for. There is one, because a process has these numbers once,
 * and what watches its event loop and its garbage collection cannot be ended.
 */
export const processRegistry = (): Registry => {
  if (registry === undefined) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
};
