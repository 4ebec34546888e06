import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatSealingKey, newSealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const check = (environment: Readonly<Record<string, string>>) => runFile("scripts/check-config.ts", [], environment);

describe("npm run check:config", () => {
  it("passes for what a start would take, and makes nothing", async () => {
    await using directory = await temporaryDirectory();
    const { exitCode, stdout } = await check({ DATABASE_URL: directory.databaseUrl });
    expect(exitCode).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.slice(0, 2)),
    ).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it("passes beside a running instance, and changes nothing", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    const before = readdirSync(directory.path);
    expect((await check({ DATABASE_URL: directory.databaseUrl })).exitCode).toBe(0);
    expect(readdirSync(directory.path)).toEqual(before);
    roster.child.kill("SIGTERM");
    await roster.ended;
    expect((await check({ DATABASE_URL: directory.databaseUrl })).stdout).toContain("is as this Roster knows it");
  });

  it("names every part that a start would refuse, and shows no secret", async () => {
    await using directory = await temporaryDirectory();
    const filename = join(directory.path, "roster.db");
    writeFileSync(filename, "this is no database".repeat(100));
    writeFileSync(`${filename}.sealing-keys`, formatSealingKey(newSealingKey()));
    chmodSync(`${filename}.sealing-keys`, 0o644);
    const settings = { DATABASE_URL: directory.databaseUrl, RATE_LIMIT: "none=1/1", TLS_CERT: "/a", TLS_KEY: "/b" };
    const { exitCode, stdout } = await check(settings);
    expect(exitCode).toBe(1);
    for (const name of ["contract", "database", "sealing keys", "TLS"]) expect(stdout).toContain(`FAILED ${name}: `);
    expect(stdout).not.toContain("    at ");
    const postgres = {
      DATABASE_URL: "postgres://roster:hunter2@db.example/roster",
      SEALING_KEYS: formatSealingKey(newSealingKey()),
    };
    const { stdout: shown } = await check(postgres);
    expect(shown).not.toContain("hunter2");
    expect(await check({ PORT: "x" })).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("FAILED settings: PORT"),
    });
  });
});
