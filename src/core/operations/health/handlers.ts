/** Whether a service is alive and ready, and its metrics. */
import { notReady } from "../../contract/problem.ts";
import type { CoreParts } from "../parts.ts";

/** Always alive: that it answers is the answer. */
export const getLiveness = async () => ({ status: 200 as const, body: { status: "alive" as const } });

/** Ready, or the 503 that names every check. */
export const getReadiness = async (_: unknown, { readiness }: Pick<CoreParts, "readiness">) => {
  const { checks, failures } = await readiness();
  return failures.length === 0
    ? { status: 200 as const, body: { status: "ready" as const, checks } }
    : notReady(failures.join(" "), checks);
};

/** The metrics, as Prometheus reads them. */
export const getMetrics = async (_: unknown, { metrics }: Pick<CoreParts, "metrics">) => ({
  status: 200 as const,
  body: await metrics.expose(),
});
