/** What a run came to, as a table for people and as a verdict. */
import type { Losses } from "./losses.ts";
import type { PhaseResult } from "./measurements.ts";

export interface Run {
  readonly results: readonly (PhaseResult & { readonly flawless: boolean; readonly losses: Losses })[];
  readonly contradictions: readonly string[];
  readonly total: Losses;
  /** Why it went no further. */
  readonly halt?: string;
}

const header = [
  "Phase",
  "requests",
  "failed, by status",
  "longest without a write",
  "longest without a read",
  "writes acknowledged",
  "lost",
  "twice",
];

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

const failuresOf = ({ failures }: PhaseResult): string =>
  [...failures].map(([outcome, count]) => `${count} × ${outcome}`).join(", ") || "0";

/** A Markdown table, its columns aligned. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column < 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column < 1 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(header), rule, ...rows.map(line)].join("\n");
};

/** The table. */
export const formatRun = ({ results, total }: Run): string =>
  table([
    ...results.map((result) => [
      `${result.phase.name} (${seconds(result.phase.end - result.phase.start)})`,
      result.requests.toLocaleString("en"),
      failuresOf(result),
      seconds(result.longestGapMilliseconds.write),
      seconds(result.longestGapMilliseconds.read),
      result.losses.acknowledged.toLocaleString("en"),
      `${result.losses.lost.length}`,
      `${result.losses.duplicates.length}`,
    ]),
    [
      "all",
      results.reduce((sum, { requests }) => sum + requests, 0).toLocaleString("en"),
      "",
      "",
      "",
      total.acknowledged.toLocaleString("en"),
      `${total.lost.length}`,
      `${total.duplicates.length}`,
    ],
  ]);

/** What must not have happened, a line each; none: the run has passed. */
export const findFaults = ({ results, total, contradictions, halt }: Run): readonly string[] => [
  ...(halt === undefined ? [] : [halt]),
  ...(total.acknowledged === 0 ? ["No write was acknowledged at all."] : []),
  ...total.lost.map(({ id, name }) => `The user ${id}, "${name}", was acknowledged and is lost.`),
  ...total.duplicates.map((name) => `"${name}" was created more than once.`),
  ...results
    .filter(({ flawless, failures }) => flawless && failures.size > 0)
    .map((result) => `While ${result.phase.name}: ${failuresOf(result)}.`),
  ...contradictions.map((text) => `An answer that must not be: ${text}`),
];
