import { DatabaseSync } from "node:sqlite";
import type { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { startRoster } from "../support/roster.ts";
import { until } from "../support/until.ts";

it("case 48: when the writer's worker dies, writes that wait are a 503 with Retry-After, reading goes on, and another writes", async () => {
  const workers: Worker[] = [];
  const remember = (worker: Worker): void => void workers.push(worker);
  process.on("worker", remember);
  await using roster = await startRoster();
  process.off("worker", remember);
  const key = await roster.createKey(["users:write", "metrics:read"]);
  const create = () => roster.request("POST", "/api/users", { key, body: { name: "Ada", age: 36 } });
  const areWaiting = async (count: number) =>
    (await roster.request("GET", "/metrics", { key })).text.includes(`roster_writer_waiting_commands ${count}\n`);

  for (let death = 0; death < 2; death += 1) {
    // So that they wait.
    using lock = new DatabaseSync(roster.config.databaseUrl.slice("file:".length));
    lock.exec("begin immediate");
    const writes = Promise.all(Array.from({ length: 5 }, create));
    await until(() => areWaiting(5));
    process.on("worker", remember);
    await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
    for (const refused of await writes) {
      expectProblem(refused, "unavailable");
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    }
    expect((await roster.request("GET", "/api/users")).json).toHaveLength(2 + death);
    lock.exec("rollback");
    await until(async () => (await roster.request("GET", "/readyz")).status === 200);
    process.off("worker", remember);
    expect((await create()).status).toBe(201);
  }
  expect(roster.log.join("")).toContain("the store failed");
});
