/** The numbers of the log. */
import { Counter, type Registry } from "prom-client";

/** Adds the numbers, which are read when somebody asks. */
export const addLogMetrics = (registry: Registry, droppedLines: () => number): void => {
  new Counter({
    name: "roster_log_dropped_lines_total",
    help: "Lines of the log that could not be written, because the disk was full or nobody read them.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(droppedLines());
    },
  });
};
