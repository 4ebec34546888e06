/** The results as Markdown. */
import type { Latency } from "./half-load.ts";
import type { Life } from "./participants.ts";
import type { CaseResult } from "./rounds.ts";
import { ratiosOf, type Spread, spreadOf } from "./statistics.ts";
import type { Subject } from "./subject.ts";

const rate = (value: number): string =>
  value >= 1000 ? `${(value / 1000).toFixed(value >= 10_000 ? 1 : 2)} k` : value.toFixed(0);

const factor = (value: number): string => value.toFixed(value >= 10 ? 1 : 2);

const range = ({ minimum, maximum }: Spread, form: (value: number) => string): string =>
  `${form(minimum)}–${form(maximum)}`;

/** A ratio with its spread: the median, and in brackets the least and the greatest. */
export const ratioText = (spread: Spread): string => `**${factor(spread.median)}** (${range(spread, factor)})`;

/** A Markdown table; numbers are in all columns but the first. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** Requests in a second of each round. */
export const ratesOf = (result: CaseResult, { id }: Subject): readonly number[] | undefined =>
  result.results.get(id)?.map(({ requestsPerSecond }) => requestsPerSecond);

const rateCell = (result: CaseResult, subject: Subject): string => {
  const rates = ratesOf(result, subject);
  return rates === undefined ? "" : rate(spreadOf(rates).median);
};

const ratioCell = (result: CaseResult, ours: Subject, theirs: Subject): string => {
  const [own, other] = [ratesOf(result, ours), ratesOf(result, theirs)];
  return own === undefined || other === undefined ? "" : ratioText(ratiosOf(own, other));
};

/** Requests per second, medians: a row for each case, a column for each subject. */
export const rateTable = (results: readonly CaseResult[], subjects: readonly Subject[]): string =>
  table(
    ["Requests per second", ...subjects.map(({ title }) => title)],
    results.map((result) => [result.measured.title, ...subjects.map((subject) => rateCell(result, subject))]),
  );

/** How many times as fast one subject is as each of the others. */
export const ratioTable = (results: readonly CaseResult[], ours: Subject, others: readonly Subject[]): string =>
  table(
    [`${ours.title}: … times as fast as`, ...others.map(({ title }) => title)],
    results.map((result) => [result.measured.title, ...others.map((theirs) => ratioCell(result, ours, theirs))]),
  );

const milliseconds = (microseconds: number): string => {
  const value = microseconds / 1000;
  return `${value.toFixed(value >= 10 ? 0 : 2)} ms`;
};

/** How long an answer takes below the peak; empty where that was not measured. */
export const latencyTable = (latencies: readonly Latency[]): string => {
  const rows = latencies.map(({ caseTitle, subject, requestsPerSecond, p50Microseconds, p99Microseconds }) => [
    caseTitle,
    subject.title,
    rate(requestsPerSecond),
    milliseconds(p50Microseconds),
    milliseconds(p99Microseconds),
  ]);
  return rows.length === 0 ? "" : table(["At half of the peak", "", "requests/s", "p50", "p99"], rows);
};

const whole = (value: number): string => value.toFixed(0);

const processCells = (lives: readonly Life[]): readonly string[] => {
  const start = spreadOf(lives.map(({ startMilliseconds }) => startMilliseconds));
  const rest = spreadOf(lives.map(({ restMebibytes }) => restMebibytes));
  const peak = spreadOf(lives.map(({ peakMebibytes }) => peakMebibytes));
  return [
    `${whole(start.median)} ms (${range(start, whole)})`,
    `${whole(rest.median)} MiB`,
    `${whole(peak.maximum)} MiB`,
  ];
};

/** From the start of a process to its first answer, and what it holds in memory before any load and at most. */
export const processTable = (subjects: readonly Subject[], lives: readonly Life[]): string =>
  table(
    ["", "first answer after", "memory at rest", "memory at most"],
    subjects.map((subject) => [subject.title, ...processCells(lives.filter((life) => life.subject === subject))]),
  );
