/** What was measured at each size, as Markdown. */
import type { MeasuredEngine } from "./directory.ts";
import type { Measured } from "./scale-cases.ts";

/** A directory of one size on one engine, measured. */
export interface SizeResult {
  readonly engine: MeasuredEngine["title"];
  readonly users: number;
  readonly fillSeconds: number;
  readonly bytes: number;
  /** By the title of the case, in the order of the cases. */
  readonly cases: ReadonlyMap<string, Measured>;
}

const whole = (value: number): string => Math.round(value).toLocaleString("en");

const time = (microseconds: number): string =>
  microseconds < 10_000 ? whole(microseconds) : `${whole(microseconds / 1000)},000`;

const cell = ({ medianMicroseconds, p99Microseconds, perSecond }: Measured): string =>
  `${time(medianMicroseconds)} / ${time(p99Microseconds)}${perSecond === undefined ? "" : ` (${whole(perSecond)}/s)`}`;

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (engine: string, results: readonly SizeResult[]): string => {
  const titles = [...(results[0]?.cases.keys() ?? [])];
  return [
    row(`${engine}: median / p99, µs`, ...results.map(({ users }) => `${whole(users)} users`)),
    `|---|${"--:|".repeat(results.length)}`,
    ...titles.map((title) =>
      row(
        title,
        ...results.map(({ cases }) => {
          const measured = cases.get(title);
          return measured === undefined ? "" : cell(measured);
        }),
      ),
    ),
    row("the database, MiB", ...results.map(({ bytes }) => whole(bytes / 2 ** 20))),
    row("to fill it, s", ...results.map(({ fillSeconds }) => fillSeconds.toFixed(fillSeconds < 10 ? 1 : 0))),
  ].join("\n");
};

/** A table for each engine. */
export const scaleTables = (results: readonly SizeResult[]): string =>
  [...new Set(results.map(({ engine }) => engine))]
    .map((engine) =>
      table(
        engine,
        results.filter((result) => result.engine === engine),
      ),
    )
    .join("\n\n");
