import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { settingsOf } from "../../src/core/settings/config.ts";

const settings = settingsOf(app);

import { findProgram, runProgram } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
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

  it("is started again for ever, and is ready when it says so", () => {
    expect(valuesOf("StartLimitIntervalSec")).toEqual(["0"]);
    expect([...valuesOf("Restart"), ...valuesOf("Type")]).toEqual(["always", "notify"]);
  });

  it.skipIf(systemd === undefined)("leaves little to whoever breaks in, as systemd sees it", async () => {
    const commandLine = ["security", "--offline=true", "--no-pager", "roster.service"];
    const { output } = await runProgram(systemd ?? "", commandLine, { cwd: deployDirectory });
    const exposure = /Overall exposure level for roster\.service: ([\d.]+)/.exec(output)?.[1];
    expect(exposure, output).toBeDefined();
    expect(Number(exposure)).toBeLessThanOrEqual(highestExposure);
  });
});

describe.skipIf(systemd === undefined)("the units of deploy/", () => {
  const units = ["roster.service", "roster-backup.service", "roster-backup.timer"];

  it("are as systemd understands them", async () => {
    await using directory = await temporaryDirectory();
    // What it would not find on this machine is not what is looked at.
    for (const name of units) {
      const text = readText(`deploy/${name}`)
        .replaceAll("/usr/bin/node", process.execPath)
        .replaceAll("/opt/roster", root);
      await writeFile(join(directory.path, name), text);
    }
    const paths = units.map((name) => join(directory.path, name));
    const { output } = await runProgram(systemd ?? "", ["verify", "--man=no", ...paths], { cwd: directory.path });
    const complaints = output.split("\n").filter((line) => units.some((name) => line.includes(name)));
    // systemd 252 does not know them yet, and ignores them.
    expect(complaints.filter((line) => !/Restart(?:Steps|MaxDelaySec)/.test(line))).toEqual([]);
  });

  it("make a backup that reaches nothing but the database and the folder", async () => {
    const commandLine = ["security", "--offline=true", "--no-pager", "roster-backup.service"];
    const { output } = await runProgram(systemd ?? "", commandLine, { cwd: deployDirectory });
    const exposure = /Overall exposure level for roster-backup\.service: ([\d.]+)/.exec(output)?.[1];
    expect(Number(exposure), output).toBeLessThanOrEqual(highestExposure);
  });
});
