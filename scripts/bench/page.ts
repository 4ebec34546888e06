/** docs/benchmarks.md and its plots: made by the bench, never by hand. */
import type { Latency } from "./half-load.ts";
import type { Life } from "./participants.ts";
import { type Bar, description, plot } from "./plot.ts";
import { latencyTable, processTable, ratesOf, rateTable, ratioTable } from "./report.ts";
import type { CaseResult } from "./rounds.ts";
import { slowerByMilliseconds } from "./slow-disk.ts";
import { spreadOf } from "./statistics.ts";
import type { Subject } from "./subject.ts";

/** What a run found out. */
export interface BenchResult {
  /** Roster, in its forms, and then the peers. */
  readonly subjects: readonly Subject[];
  readonly rosters: readonly Subject[];
  readonly cases: readonly CaseResult[];
  readonly latencies: readonly Latency[];
  /** One for each subject and start. */
  readonly lives: readonly Life[];
  /** An item each. */
  readonly machine: readonly string[];
  /** How often and how long, and what was left out. */
  readonly notes: readonly string[];
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join("\n");

/** The figures, without the page around them. */
const tablesOf = ({ subjects, rosters, cases, latencies, lives }: BenchResult) => {
  const peers = subjects.filter((subject) => !rosters.includes(subject));
  return {
    rates: rateTable(cases, subjects),
    ratios: rosters.map((ours) => ratioTable(cases, ours, peers)).join("\n\n"),
    latencies: latencyTable(latencies),
    processes: processTable(subjects, lives),
  };
};

/** The result as it is printed. */
export const printed = (result: BenchResult): string => {
  const { rates, ratios, latencies, processes } = tablesOf(result);
  const parts = [rates, ratios, latencies, processes, list([...result.notes, ...result.machine])];
  return parts.filter((part) => part !== "").join("\n\n");
};

const barsOf = (result: CaseResult, { subjects, rosters }: BenchResult): readonly Bar[] =>
  subjects.flatMap((subject) => {
    const rates = ratesOf(result, subject);
    if (rates === undefined) return [];
    const { median, minimum, maximum } = spreadOf(rates);
    return [{ title: subject.title, value: median, minimum, maximum, isOurs: rosters.includes(subject) }];
  });

const introduction = `# Benchmarks

This page and its plots are made by \`npm run bench -- --write\`, on Linux with \`wrk\` and \`taskset\`; Python is needed for the
peers that are written in it. Figures belong to one machine; ratios carry over, but for those of durable creates, which depend on
what the disk takes to sync. \`npm run bench\` shows those of yours.

## How it is measured

- Each subject is one server on one core, with its threads; the load comes from \`wrk\` on another core.
- Each has a database file of its own: SQLite in WAL mode with \`synchronous=FULL\`, the same rows. A create is answered when it
  is on disk.
- Each subject is started several times, and measured in some of the rounds each time: a process is up to 15 % faster or slower than
  the next one of the same program, for as long as it runs.
- The subjects take turns, and in each round another one begins. A ratio is taken within a round, so that what slows down
  the machine for a while slows down both. The tables have the median of the rounds, and in brackets the least and the greatest.
- Before each load, a subject has to answer with the right status and, field by field, what the sample directory has. Under the
  load, no answer may be an error where none belongs, or none where one does, and none may break. Otherwise the run ends without
  a result.
- **Roster** is measured as it is deployed, with \`NODE_ENV=production\`: each request is counted against the rate limits, and
  written to the log, which is thrown away; what would refuse requests is set higher than the load. **Roster, limits and log off**
  (\`RATE_LIMIT=off\`, \`LOG_LEVEL=warn\`) does what the peers do: none of them limits, and none logs requests.
- The [peers](../scripts/bench/peers) are written as their documentation shows, with validation of what comes in, a key for
  writing, and an \`ETag\` where the framework's users would have one. They commit each create by itself, and record neither
  who changed what nor anything else that Roster does.
- On **a slower disk**, each sync takes ${slowerByMilliseconds} ms longer, as it does over a network: a library that is loaded before all others waits.
- **First reads** ask for each user or page once, after a write: no answer can have been kept.
- "Memory at most" is the largest at any moment of the run, loads included; gunicorn is two processes, which share some of it.
`;

/** The page and its plots: what is in each file, by its name in docs/. */
export const pageOf = (result: BenchResult): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  const images = result.cases.map((each) => {
    const heading = `${each.measured.title}: requests per second`;
    const bars = barsOf(each, result);
    const file = `benchmarks/${each.measured.id}.svg`;
    files.set(file, plot(heading, bars));
    return `![${description(heading, bars)}](${file})`;
  });
  const { rates, ratios, latencies, processes } = tablesOf(result);
  const page = [
    introduction,
    `## Requests per second\n\nMedians, at the peak.\n\n${rates}`,
    `## Ratios\n\n${ratios}`,
    `## How long an answer takes\n\nAt half of the rate that each subject reached, on 128 connections.\n\n${latencies}`,
    `## Start and memory\n\n${processes}`,
    `## Plots\n\nThe orange line goes from the slowest round to the fastest.\n\n${images.join("\n\n")}`,
    `## The run\n\n${list([...result.notes, ...result.machine])}`,
  ];
  return files.set("benchmarks.md", `${page.join("\n\n").replaceAll(/\n{3,}/g, "\n\n")}\n`);
};
