/** The numbers of one Roster, as Prometheus reads them. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { addCacheMetrics, type CacheUse } from "./cache-metrics.ts";
import { type ConnectionMetrics, createConnectionMetrics } from "./connection-metrics.ts";
import { addLogMetrics } from "./log-metrics.ts";
import { processRegistry } from "./process-metrics.ts";
import type { ReadinessState } from "./readiness.ts";
import { addReadinessMetrics } from "./readiness-metrics.ts";

/** A request that is over. */
export interface AnsweredRequest {
  /** Undefined where no operation answered. */
  readonly operationId: string | undefined;
  readonly status: number;
  /** Undefined for what never became a request. */
  readonly seconds: number | undefined;
  /** The type of the problem that was answered; undefined where none was. */
  readonly problem: string | undefined;
}

/** Commands that shared one commit. */
export interface Commit {
  readonly commands: number;
  /** From its begin to its end on disk. */
  readonly seconds: number;
}

/** A number that is read when it is asked for. A read that fails, or is slow to come, spoils no other number. */
export interface GaugeSource {
  /** With its unit, as https://prometheus.io/docs/practices/naming/ has it. */
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
}

export interface RequestMetrics {
  /** A request has begun; it ends with `answered`. */
  readonly began: () => void;
  readonly answered: (request: AnsweredRequest) => void;
  /** What the parser refused; it never began. */
  readonly refused: (request: AnsweredRequest) => void;
  /** Who knows how many streams of changes are open. */
  readonly watchStreams: (countOpen: () => number) => void;
  readonly connections: ConnectionMetrics;
}

export interface Metrics {
  readonly requests: RequestMetrics;
  readonly committed: (commit: Commit) => void;
  readonly addCache: (use: () => CacheUse) => void;
  readonly addReadiness: (latest: () => ReadinessState | undefined) => void;
  readonly watchLog: (droppedLines: () => number) => void;
  readonly addGauges: (sources: readonly GaugeSource[]) => void;
  /** All numbers in the text format, version 0.0.4. Those who ask at the same time share an answer. */
  readonly expose: () => Promise<string>;
}

/** In seconds: an answer from memory takes less than the first, and nobody waits longer than the last. */
const durationBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const commitBuckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const groupBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const gaugeTimeoutMilliseconds = 1_000;

/** Of what no operation answers. What a caller can choose, such as an address, is never a label. */
const noOperation = "none";

/** Counts by text, cheaply: the counter learns of it when it is read. */
const createTally = (registry: Registry, name: string, help: string, label: string): ((value: string) => void) => {
  const counts = new Map<string, number>();
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of counts) this.inc({ [label]: value }, count);
    },
  });
  return (value) => void counts.set(value, (counts.get(value) ?? 0) + 1);
};

interface Series {
  count: number;
  readonly operation: string;
  readonly status: string;
  readonly observe: (seconds: number) => void;
}

/** The numbers of each operation and status, found without making a label, which is most of what a request costs here. */
const createSeries = (registry: Registry): ((operationId: string | undefined, status: number) => Series) => {
  const labelNames = ["operation", "status"] as const;
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "From the head of a request to the end of its answer, by operation and status.",
    labelNames,
    buckets: durationBuckets,
    registers: [registry],
  });
  const byOperation = new Map<string | undefined, Map<number, Series>>();
  new Counter({
    name: "http_requests_total",
    help: "Requests that were answered, by operation and status.",
    labelNames,
    registers: [registry],
    collect() {
      this.reset();
      for (const each of byOperation.values()) {
        for (const { operation, status, count } of each.values()) this.inc({ operation, status }, count);
      }
    },
  });
  return (operationId, status) => {
    const byStatus = byOperation.get(operationId) ?? new Map<number, Series>();
    const known = byStatus.get(status);
    if (known !== undefined) return known;
    const labels = { operation: operationId ?? noOperation, status: String(status) };
    const { observe } = durations.labels(labels);
    const series: Series = { count: 0, ...labels, observe };
    byOperation.set(operationId, byStatus.set(status, series));
    return series;
  };
};

const createRequestMetrics = (registry: Registry): RequestMetrics => {
  const seriesOf = createSeries(registry);
  const countProblem = createTally(
    registry,
    "http_problems_total",
    "Problems that were answered, by the last part of their type.",
    "type",
  );
  let inFlight = 0;
  new Gauge({
    name: "http_requests_in_flight",
    help: "Requests that have not been answered yet.",
    registers: [registry],
    collect() {
      this.set(inFlight);
    },
  });
  let countStreams = (): number => 0;
  new Gauge({
    name: "roster_change_streams",
    help: "Streams of changes that are open.",
    registers: [registry],
    collect() {
      this.set(countStreams());
    },
  });
  const count = ({ operationId, status, seconds, problem }: AnsweredRequest): void => {
    const series = seriesOf(operationId, status);
    series.count += 1;
    if (seconds !== undefined) series.observe(seconds);
    if (problem !== undefined) countProblem(problem);
  };
  return {
    began: () => {
      inFlight += 1;
    },
    answered: (request) => {
      inFlight -= 1;
      count(request);
    },
    refused: count,
    connections: createConnectionMetrics(registry),
    watchStreams: (countOpen) => {
      countStreams = countOpen;
    },
  };
};

const createCommitMetrics = (registry: Registry): ((commit: Commit) => void) => {
  const durations = new Histogram({
    name: "roster_writer_commit_duration_seconds",
    help: "From the begin of a commit to its end on disk.",
    buckets: commitBuckets,
    registers: [registry],
  });
  const groups = new Histogram({
    name: "roster_writer_commit_commands",
    help: "Commands that shared a commit.",
    buckets: groupBuckets,
    registers: [registry],
  });
  return ({ commands, seconds }) => {
    durations.observe(seconds);
    groups.observe(commands);
  };
};

const readBounded = async ({ read }: GaugeSource): Promise<number> => {
  const timeout = Promise.withResolvers<number>();
  const timer = setTimeout(() => timeout.resolve(Number.NaN), gaugeTimeoutMilliseconds);
  try {
    return await Promise.race([read(), timeout.promise]);
  } catch {
    return Number.NaN;
  } finally {
    clearTimeout(timer);
  }
};

/** Makes the numbers of one Roster; those of the process are one for all that run in it. `version` is the contract's. */
export const createMetrics = (version: string): Metrics => {
  const registry = new Registry();
  const ofProcess = processRegistry();
  new Gauge({
    name: "roster_info",
    help: "Which Roster this is; always 1.",
    labelNames: ["version", "node"],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1);
  let exposing: Promise<string> | undefined;
  return {
    requests: createRequestMetrics(registry),
    committed: createCommitMetrics(registry),
    addCache: (use) => addCacheMetrics(registry, use),
    addReadiness: (latest) => addReadinessMetrics(registry, latest),
    watchLog: (droppedLines) => addLogMetrics(registry, droppedLines),
    addGauges: (sources) => {
      for (const source of sources) {
        const { name, help } = source;
        new Gauge({
          name,
          help,
          registers: [registry],
          async collect() {
            this.set(await readBounded(source));
          },
        });
      }
    },
    expose: () => {
      exposing ??= Promise.all([registry.metrics(), ofProcess.metrics()])
        .then((texts) => texts.join("\n"))
        .finally(() => {
          exposing = undefined;
        });
      return exposing;
    },
  };
};
