import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemTypes } from "../../generated/contract.ts";
import { operationsOf } from "../../src/core/contract/operations.ts";
import { findProgram, runProgram } from "../support/program.ts";
import { contract } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { deployDirectory, readText } from "./files.ts";
import { panels, rules } from "./monitoring.ts";

/** The values that an expression compares a label with. */
const labelValues = (expr: string, label: string): readonly string[] =>
  [...expr.matchAll(new RegExp(`\\b${label}[!=]~?"([^"]*)"`, "g"))].flatMap(([, values = ""]) => values.split("|"));

const promtool = findProgram("promtool");
const runPromtool = (...commandLine: readonly string[]) =>
  runProgram(promtool ?? "", commandLine, { cwd: deployDirectory });

describe("alerts and dashboard", () => {
  it("name operations and problems that the contract has", () => {
    const operations = [...operationsOf(contract).map(({ operationId }) => operationId), "none"];
    for (const { name, expr } of [...rules, ...panels]) {
      for (const operation of labelValues(expr, "operation")) expect(operations, name).toContain(operation);
      for (const type of labelValues(expr, "type")) expect(Object.keys(problemTypes), name).toContain(type);
    }
  });

  it.skipIf(promtool === undefined)("ask what Prometheus understands", async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, "panels.yml");
    const recorded = panels.map(({ expr }, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll("$__rate_interval", "5m").replaceAll("$instance", ".*"),
    }));
    // JSON is YAML.
    await writeFile(file, JSON.stringify({ groups: [{ name: "panels", rules: recorded }] }));
    expect(await runPromtool("check", "rules", file)).toMatchObject({ exitCode: 0 });
    expect(await runPromtool("check", "rules", "alerts.yml")).toMatchObject({ exitCode: 0 });
    expect(await runPromtool("check", "config", "--syntax-only", "prometheus.yml")).toMatchObject({ exitCode: 0 });
  });
});

describe("alerts", () => {
  it.each(rules)("$name is explained, and told apart from silence in a test of its own", ({ name }) => {
    expect(readText("docs/deployment.md")).toContain(`\n### ${name}\n`);
    const tests = readText("deploy/alerts.test.yml");
    expect(tests).toContain(`alertname: ${name} }`);
    expect(tests).toMatch(new RegExp(`alertname: ${name}\\n\\s+exp_alerts:`));
  });

  it.skipIf(promtool === undefined)("fire when they should, and are silent when nothing is wrong", async () => {
    expect(await runPromtool("test", "rules", "alerts.test.yml")).toMatchObject({ exitCode: 0 });
  });
});
