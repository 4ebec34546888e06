/** Readiness of a running service: asked by clients, by the metrics, and by itself, so that the log tells of an outage and of its end. */
import type { Logger } from "../observe/logger.ts";
import type { Metrics } from "../observe/metrics.ts";
import { createReadiness, type OnReadinessChange, type Readiness, type ReadinessState } from "../observe/readiness.ts";
import type { Store } from "../store/store.ts";

const intervalMilliseconds = 5_000;

/** One line when a check begins to fail, and one when it passes again. */
const createLog = (logger: Logger): OnReadinessChange => {
  const since = new Map<string, number>();
  return (check, failure) => {
    if (failure !== undefined) {
      since.set(check, performance.now());
      const { cause } = failure;
      const why = cause instanceof Error ? { cause: cause.message } : {};
      logger.error({ check, reason: failure.message, ...why }, "not ready: a check fails");
      return;
    }
    const seconds = Math.round((performance.now() - (since.get(check) ?? 0)) / 1000);
    logger.info({ check, seconds }, "the check passes again");
  };
};

export interface WatchedReadiness extends Disposable {
  readonly readiness: Readiness;
}

/** Makes the readiness, and looks at it every 5 seconds until it is disposed of. */
export const watchReadiness = (
  { queries, writer, checks }: Pick<Store, "queries" | "writer" | "checks">,
  isStopping: () => boolean,
  logger: Logger,
  metrics: Metrics,
): WatchedReadiness => {
  const all = [
    { name: "database-read", failure: "The database cannot be read.", run: () => queries.health.check() },
    { name: "database-write", failure: "The database cannot be written.", run: () => writer.check() },
    ...checks,
  ];
  const ask = createReadiness(all, isStopping, createLog(logger));
  let latest: ReadinessState | undefined;
  const readiness: Readiness = async () => {
    latest = await ask();
    return latest;
  };
  metrics.addReadiness(() => latest);
  const timer = setInterval(readiness, intervalMilliseconds).unref();
  return { readiness, [Symbol.dispose]: () => clearInterval(timer) };
};
