/** The numbers of a cache. */
import { Counter, Gauge, type Registry } from "prom-client";

/** What became of those who asked, and what is kept. */
export interface CacheUse {
  /** Were given what was kept. */
  readonly hits: number;
  /** Had theirs made. */
  readonly misses: number;
  /** Waited for what was being made for another. */
  readonly joined: number;
  /** Had theirs made while nothing could be kept. */
  readonly bypassed: number;
  readonly answers: number;
  readonly bytes: number;
}

/** Adds the numbers, which are read when somebody asks. */
export const addCacheMetrics = (registry: Registry, use: () => CacheUse): void => {
  const registers = [registry];
  new Counter({
    name: "roster_cache_requests_total",
    help: "Requests for what may be kept: hit, miss, joined (waited for the miss of another), or bypassed.",
    labelNames: ["result"],
    registers,
    collect() {
      const { hits, misses, joined, bypassed } = use();
      this.reset();
      for (const [result, count] of Object.entries({ hit: hits, miss: misses, joined, bypassed })) {
        this.inc({ result }, count);
      }
    },
  });
  new Gauge({
    name: "roster_cache_answers",
    help: "Answers that are kept, those included that no longer hold.",
    registers,
    collect() {
      this.set(use().answers);
    },
  });
  new Gauge({
    name: "roster_cache_size_bytes",
    help: "The memory that they take.",
    registers,
    collect() {
      this.set(use().bytes);
    },
  });
};
