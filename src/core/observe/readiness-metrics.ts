/** Readiness as numbers. */
import { Gauge, type Registry } from "prom-client";
import type { ReadinessState } from "./readiness.ts";

/** Adds the numbers. They are of the last time that the checks were made: to make them at each look would let all numbers wait. */
export const addReadinessMetrics = (registry: Registry, latest: () => ReadinessState | undefined): void => {
  new Gauge({
    name: "roster_ready",
    help: "1 while a check of readiness passes, 0 while it fails; at most 5 seconds old.",
    labelNames: ["check"],
    registers: [registry],
    collect() {
      for (const { name, status } of latest()?.checks ?? []) this.set({ check: name }, Number(status === "passing"));
    },
  });
};
