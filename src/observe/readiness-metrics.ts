/** Readiness as numbers. */
import { Gauge, type Registry } from "prom-client";
import type { Readiness } from "./readiness.ts";

/** Adds the numbers, for which the checks are made when somebody asks. */
export const addReadinessMetrics = (registry: Registry, readiness: Readiness): void => {
  new Gauge({
    name: "roster_ready",
    help: "1 while a check of readiness passes, 0 while it fails.",
    labelNames: ["check"],
    registers: [registry],
    async collect() {
      const { checks } = await readiness();
      for (const { name, status } of checks) this.set({ check: name }, Number(status === "passing"));
    },
  });
};
