import { execFileSync } from "node:child_process";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startOwnPostgresServer } from "../support/own-postgres-server.ts";
import type { PostgresServer } from "../support/postgres-server.ts";
import { expectProblem } from "../support/problem.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { sealingKey } from "../support/sealing.ts";
import { until } from "../support/until.ts";

const isWindows = process.platform === "win32";

describe("case 45, on postgres:", () => {
  let server: PostgresServer;
  let roster: TestRoster;
  let key: string;
  beforeEach(async () => {
    server = await startOwnPostgresServer({ fsync: "off" });
    const databaseUrl = server.urlOf("postgres");
    roster = await startRoster({ databaseUrl, sealingKeys: [sealingKey("one")], databasePoolSize: 4 });
    key = await roster.createKey(["users:write", "data:write"]);
    await create();
  });
  afterEach(async () => {
    await roster[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  /** A session beside Roster's. */
  const connect = async () => {
    const client = new pg.Client(server.urlOf("postgres"));
    client.on("error", () => {});
    await client.connect();
    return { query: (text: string) => client.query(text), [Symbol.asyncDispose]: () => client.end() };
  };

  const create = () => roster.request("POST", "/api/users", { key, body: { name: "Ada", age: 36 } });
  const get = (path: string) => roster.request("GET", path);
  const status = async (path: string) => (await get(path)).status;

  const expectUnavailable = async (): Promise<void> => {
    for (const answer of await Promise.all([get("/api/users"), get("/api/data/k"), create(), get("/readyz")])) {
      expectProblem(answer, "unavailable");
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      expect(answer.text).not.toMatch(/127\.0\.0\.1|postgres|password/i);
    }
    expect(await status("/livez")).toBe(200);
  };
  const expectHealed = async (): Promise<void> => {
    await until(async () => (await status("/readyz")) === 200);
    expect((await create()).status).toBe(201);
    expect(await status("/api/users")).toBe(200);
  };
  /** So many that all of them could not wait, one after the other, for what any of them may wait for. */
  const expectManyUnavailable = async (): Promise<void> => {
    for (let round = 0; round < 30; round += 1) await expectUnavailable();
  };

  it("a server that goes away under load is a 503 at once, and is used again when it is back, again and again", async () => {
    for (let round = 0; round < 2; round += 1) {
      let loading = true;
      const statuses = new Set<number>();
      const load = Array.from({ length: 4 }, async (_, index) => {
        while (loading) statuses.add((await (index % 2 === 0 ? create() : get("/api/users"))).status);
      });
      await until(() => statuses.size > 1);
      await server.stop();
      await until(() => statuses.has(503));
      await expectManyUnavailable();
      await server.start();
      await expectHealed();
      loading = false;
      await Promise.all(load);
      expect([...statuses].toSorted()).toEqual([200, 201, 503]);
    }
    const log = roster.log.join("");
    const lines = roster.log.map((line) => JSON.parse(line));
    // One line when it is gone, and one when it is back, for each of what does not work.
    for (const check of ["database-read", "database-write"]) {
      const levels = lines.filter((line) => line.check === check).map(({ level }) => level);
      expect(levels).toEqual(["error", "info", "error", "info"]);
    }
    const errors = lines.filter(({ level, msg }) => level === "error" && !msg.startsWith("not ready"));
    expect(errors.length).toBeLessThan(20);
    for (const { err } of errors) expect(err).toBeUndefined();
    expect(log).not.toContain(new URL(roster.config.databaseUrl).password);
  });

  it.skipIf(isWindows)(
    "a server that no longer answers is a 503, at once after the first, until it answers",
    async () => {
      const processes = async (): Promise<readonly number[]> => {
        const parent = server.pid();
        const children = execFileSync("pgrep", ["-P", String(parent)], { encoding: "utf8" });
        return [parent, ...children.trim().split("\n").map(Number)];
      };
      const stopped = await processes();
      for (const pid of stopped) process.kill(pid, "SIGSTOP");
      try {
        await expectUnavailable();
        await expectManyUnavailable();
      } finally {
        for (const pid of stopped) process.kill(pid, "SIGCONT");
      }
      await expectHealed();
    },
  );

  it("/metrics is answered while the server is away, with a key that was accepted before, and says what does not work", async () => {
    const metricsKey = await roster.createKey(["metrics:read"]);
    const ask = () => roster.request("GET", "/metrics", { key: metricsKey });
    expect((await ask()).text).toContain('roster_ready{check="database-read"} 1');
    await server.stop();
    await until(async () => (await status("/api/users")) === 503);
    await expect
      .poll(async () => (await ask()).text, { timeout: 20_000 })
      .toContain('roster_ready{check="database-read"} 0');
    expect((await roster.request("GET", "/metrics", { key })).status).toBe(503);
    expect((await roster.request("GET", "/api/changes", { key: metricsKey })).status).toBe(503);
    const forged = `${metricsKey.slice(0, -1)}${metricsKey.endsWith("0") ? "1" : "0"}`;
    expect((await roster.request("GET", "/metrics", { key: forged })).status).toBe(401);
    await server.start();
    await expectHealed();
    await expect.poll(async () => (await ask()).text).toContain('roster_ready{check="database-read"} 1');
  });

  it("a statement that hangs is a 503, and others are served", async () => {
    await using other = await connect();
    await other.query("begin; lock table users in access exclusive mode");
    for (const answer of await Promise.all([get("/api/users"), create()])) expectProblem(answer, "unavailable");
    expect(await status("/api/data")).toBe(200);
    expect((await roster.request("PUT", "/api/data/k", { key, body: { value: "v" } })).status).toBe(201);
    await other.query("rollback");
    await expectHealed();
  });

  it("a pool whose connections all hang is a 503 for everybody else, and then serves again", async () => {
    await using other = await connect();
    await other.query("begin; lock table users, keys in access exclusive mode");
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? get("/api/users") : create())),
    );
    for (const answer of answers) expectProblem(answer, "unavailable");
    expect(await status("/livez")).toBe(200);
    await other.query("rollback");
    await expectHealed();
  });

  it("connections that the server ends, used and unused ones, are replaced", async () => {
    await using other = await connect();
    for (let round = 0; round < 20; round += 1) {
      const writes = Array.from({ length: 10 }, create);
      await other.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roster'");
      for (const answer of await Promise.all(writes)) expect([201, 503]).toContain(answer.status);
    }
    await expectHealed();
  });

  it("a server that follows another one, as after a failover, refuses writes, and reading goes on", async () => {
    await using other = await connect();
    const end = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roster'";
    await other.query("alter database postgres set default_transaction_read_only = on");
    await other.query(end);
    await until(async () => (await create()).status === 503);
    expectProblem(await create(), "unavailable");
    expect(await status("/api/users")).toBe(200);
    expectProblem(await get("/readyz"), "unavailable");
    await other.query("set default_transaction_read_only = off");
    await other.query("alter database postgres reset default_transaction_read_only");
    // Nothing ends the connections that are open: they are not used again.
    await expectHealed();
  });
});
