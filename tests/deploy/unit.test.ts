import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settings } from "../../src/settings.ts";
import { findProgram, runProgram } from "../support/program.ts";
import { assignments, deployDirectory, ofTheRuntime, readText, root } from "./files.ts";

const unit = readText("deploy/roster.service");
const valuesOf = (name: string): readonly string[] =>
  [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);

const systemd = findProgram("systemd-analyze");
/** Of 10; what is left is that it may use the network, and that V8 compiles while it runs. */
const highestExposure = 1.5;

describe("roster.service", () => {
  it("starts a file that exists", () => {
    const file = valuesOf("ExecStart")[0]?.split(" ").at(-1) ?? "";
    expect(existsSync(join(root, file))).toBe(true);
  });

  it("sets what is a setting", () => {
    const names = valuesOf("Environment").flatMap((text) => Object.keys(assignments(text)));
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !(name in settings) && !ofTheRuntime.includes(name))).toEqual([]);
  });

  it("waits for a stop longer than it takes", () => {
    const { DRAIN_SECONDS: drain, SHUTDOWN_TIMEOUT_SECONDS: shutdown } = settings;
    expect(Number(valuesOf("TimeoutStopSec")[0])).toBeGreaterThan(Number(drain.default) + Number(shutdown.default) + 5);
  });

  it.skipIf(systemd === undefined)("leaves little to whoever breaks in, as systemd sees it", async () => {
    const commandLine = ["security", "--offline=true", "--no-pager", "roster.service"];
    const { output } = await runProgram(systemd ?? "", commandLine, { cwd: deployDirectory });
    const exposure = /Overall exposure level for roster\.service: ([\d.]+)/.exec(output)?.[1];
    expect(exposure, output).toBeDefined();
    expect(Number(exposure)).toBeLessThanOrEqual(highestExposure);
  });
});
