import { describe, expect, it } from "vitest";
import { startRoster } from "../support/roster.ts";
import { engine, onEngine } from "../support/temporary-database.ts";
import { panels, rules } from "./monitoring.ts";

/** The series that a Roster offers: of a histogram, those that Prometheus makes of it. */
const seriesOf = (exposition: string): ReadonlySet<string> =>
  new Set(
    [...exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = "", type]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );

const metricsIn = (expr: string): readonly string[] =>
  expr.replaceAll(/\{[^}]*\}/g, "").match(/\b(?:http|roster|process|nodejs)_\w+/g) ?? [];

/** What is about this engine, or about either. */
const expressions = [...rules, ...panels].filter((each) => each.engine === undefined || each.engine === engine);

describe(onEngine("alerts and dashboard"), () => {
  it("name numbers that /metrics has", async () => {
    await using roster = await startRoster();
    const key = await roster.createKey(["metrics:read"]);
    const series = seriesOf((await roster.request("GET", "/metrics", { key })).text);
    const missing = expressions.flatMap(({ name, expr }) =>
      metricsIn(expr)
        .filter((metric) => !series.has(metric))
        .map((metric) => `${name}: ${metric}`),
    );
    expect(missing).toEqual([]);
    // All but those who ask for `up`, which is Prometheus's own.
    const withoutMetric = expressions.filter(({ expr }) => metricsIn(expr).length === 0);
    expect(withoutMetric.map(({ name }) => name)).toEqual(["RosterGone", "RosterReplicaDown"]);
  });
});
