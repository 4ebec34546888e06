import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { problemTypes } from "../../generated/contract.ts";
import { operationsOf } from "../../src/contract/operations.ts";
import { findProgram, runProgram } from "../support/program.ts";
import { contract, startRoster } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { deployDirectory, readText } from "./files.ts";

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const rules = (
  parse(readText("deploy/alerts.yml")) as { groups: readonly { rules: readonly Rule[] }[] }
).groups.flatMap((group) => group.rules);

const panels = (JSON.parse(readText("deploy/grafana-dashboard.json")) as { panels: readonly Panel[] }).panels.flatMap(
  ({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })),
);

const expressions = [
  ...rules.map(({ alert, expr }) => ({ name: alert, expr })),
  ...panels.map(({ title, expr }) => ({ name: title, expr })),
];

/** The series that a Roster offers: of a histogram, those that Prometheus makes of it. */
const seriesOf = (exposition: string): ReadonlySet<string> =>
  new Set(
    [...exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = "", type]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );

const withoutLabels = (expr: string): string => expr.replaceAll(/\{[^}]*\}/g, "");
const metricsIn = (expr: string): readonly string[] =>
  withoutLabels(expr).match(/\b(?:http|roster|process|nodejs)_\w+/g) ?? [];

/** The values that an expression compares a label with. */
const labelValues = (expr: string, label: string): readonly string[] =>
  [...expr.matchAll(new RegExp(`\\b${label}[!=]~?"([^"]*)"`, "g"))].flatMap(([, values = ""]) => values.split("|"));

const promtool = findProgram("promtool");
const runPromtool = (...commandLine: readonly string[]) =>
  runProgram(promtool ?? "", commandLine, { cwd: deployDirectory });

describe("alerts and dashboard", () => {
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
    expect(expressions.flatMap(({ expr }) => metricsIn(expr)).length).toBeGreaterThanOrEqual(expressions.length - 2);
  });

  it("name operations and problems that the contract has", () => {
    const operations = [...operationsOf(contract).map(({ operationId }) => operationId), "none"];
    for (const { name, expr } of expressions) {
      for (const operation of labelValues(expr, "operation")) expect(operations, name).toContain(operation);
      for (const type of labelValues(expr, "type")) expect(Object.keys(problemTypes), name).toContain(type);
    }
  });
});

describe("alerts", () => {
  it.each(rules)("$alert is explained, and told apart from silence in a test of its own", ({ alert }) => {
    expect(readText("docs/deployment.md")).toContain(`\n### ${alert}\n`);
    const tests = readText("deploy/alerts.test.yml");
    expect(tests).toContain(`alertname: ${alert} }`);
    expect(tests).toMatch(new RegExp(`alertname: ${alert}\\n\\s+exp_alerts:`));
  });

  it.skipIf(promtool === undefined)("are well-formed, and fire when they should", async () => {
    expect(await runPromtool("check", "config", "--syntax-only", "prometheus.yml")).toMatchObject({ exitCode: 0 });
    expect(await runPromtool("check", "rules", "alerts.yml")).toMatchObject({ exitCode: 0 });
    expect(await runPromtool("test", "rules", "alerts.test.yml")).toMatchObject({ exitCode: 0 });
  });

  it.skipIf(promtool === undefined)("and the dashboard ask what Prometheus understands", async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, "panels.yml");
    const recorded = panels.map(({ expr }, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll("$__rate_interval", "5m").replaceAll("$instance", ".*"),
    }));
    // JSON is YAML.
    await writeFile(file, JSON.stringify({ groups: [{ name: "panels", rules: recorded }] }));
    expect(await runPromtool("check", "rules", file)).toMatchObject({ exitCode: 0 });
  });
});
