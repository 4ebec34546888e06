import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createReadiness } from "../../src/core/observe/readiness.ts";
import { expectProblem } from "../support/problem.ts";
import { startRosterProcess } from "../support/process.ts";
import { send, startRoster } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const states = (process: string, read: string, write: string) => [
  { name: "process", status: process },
  { name: "database-read", status: read },
  { name: "database-write", status: write },
  { name: "database-file", status: "passing" },
];

describe("/readyz", () => {
  it("names each check when all of them pass", async () => {
    await using roster = await startRoster();
    const answer = await roster.request("GET", "/readyz");
    expect(answer.json).toEqual({ status: "ready", checks: states("passing", "passing", "passing") });
    expect((await roster.request("HEAD", "/readyz")).status).toBe(200);
  });

  it("names the check that fails, while another process writes, and passes again after that", async () => {
    await using roster = await startRoster();
    const other = new DatabaseSync(fileURLToPath(roster.config.databaseUrl));
    other.exec("begin immediate");
    const answer = await roster.request("GET", "/readyz");
    expect(expectProblem(answer, "unavailable")).toMatchObject({
      detail: "The database cannot be written.",
      checks: states("passing", "passing", "failing"),
    });
    expect(answer.headers.get("retry-after")).toBe("1");
    expect((await roster.request("GET", "/livez")).status).toBe(200);
    other.close();
    await until(async () => (await roster.request("GET", "/readyz")).status === 200);
  });

  it("says that the process is about to stop, and that its database still works", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl, DRAIN_SECONDS: "300" });
    roster.child.kill("SIGTERM");
    await until(async () => (await send(roster.address, "GET", "/readyz")).status === 503);
    expect(expectProblem(await send(roster.address, "GET", "/readyz"), "unavailable")).toMatchObject({
      detail: "The process is about to stop.",
      checks: states("failing", "passing", "passing"),
    });
    roster.child.kill("SIGKILL");
    await roster.ended;
  });
});

describe("a check that hangs", () => {
  const hanging = () => {
    const release = Promise.withResolvers<void>();
    let runs = 0;
    const run = (): Promise<void> => {
      runs += 1;
      return runs === 1 ? release.promise : Promise.resolve();
    };
    return { check: { name: "slow", failure: "It is slow.", run }, release, runs: () => runs };
  };

  it("fails after a while, beside others that pass", async () => {
    const { check } = hanging();
    const swift = { name: "swift", failure: "It is not swift.", run: async () => {} };
    expect(await createReadiness([check, swift], () => false)()).toEqual({
      checks: [
        { name: "process", status: "passing" },
        { name: "slow", status: "failing" },
        { name: "swift", status: "passing" },
      ],
      failures: ["It is slow."],
    });
  });

  it("is not asked again before it has answered, however many ask and however often; then it is", async () => {
    const { check, release, runs } = hanging();
    const readiness = createReadiness([check], () => false);
    for (let round = 0; round < 2; round += 1) {
      const states = await Promise.all(Array.from({ length: 100 }, readiness));
      expect(states.every(({ failures }) => failures.length === 1)).toBe(true);
    }
    expect(runs()).toBe(1);
    release.resolve();
    expect((await readiness()).failures).toEqual([]);
    expect(runs()).toBe(1);
    expect((await readiness()).failures).toEqual([]);
    expect(runs()).toBe(2);
  });

  it("fails when it throws, at once or later, and the answer is given all the same", async () => {
    const late = { name: "late", failure: "Late.", run: () => Promise.reject(new Error("secret")) };
    const early = {
      name: "early",
      failure: "Early.",
      run: () => {
        throw new Error("secret");
      },
    };
    const state = await createReadiness([late, early], () => false)();
    expect(state.failures).toEqual(["Late.", "Early."]);
    expect(JSON.stringify(state)).not.toContain("secret");
  });
});
