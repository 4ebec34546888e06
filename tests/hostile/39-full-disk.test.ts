import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { samplesOf } from "../support/exposition.ts";
import { expectProblem } from "../support/problem.ts";
import type { RosterProcess } from "../support/process.ts";
import { type RequestOptions, send } from "../support/roster.ts";
import { hasNoSlowDisk, heldDisk } from "../support/slow-disk.ts";
import { until } from "../support/until.ts";
import { createHome, type Home, stop } from "./home.ts";
import { storedIn } from "./target.ts";

const hasPrlimit = (): boolean => {
  try {
    execFileSync("prlimit", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** No file of the process may grow beyond so many bytes: as on a full disk, a write fails and nothing else does. */
const limitFiles = ({ child }: RosterProcess, bytes: number | "unlimited"): void => {
  execFileSync("prlimit", [`--pid=${child.pid}`, `--fsize=${bytes}:unlimited`]);
};

const logSize = ({ filename }: Home): number => statSync(`${filename}-wal`).size;

const large = "x".repeat(4_096);

/** Every operation that writes. */
const writes = [
  ["POST", "/api/users", { name: "x".repeat(200), age: 36 }],
  ["PATCH", "/api/users/1", { name: "y".repeat(200) }],
  ["DELETE", "/api/users/2", undefined],
  ["PUT", "/api/data/full", { value: large }],
  ["PUT", "/api/data/key", { value: large }],
  ["DELETE", "/api/data/key", undefined],
  ["PUT", "/api/users/1/contact", { email: "full@example.com" }],
] as const;

// Needs prlimit, which Linux has.
describe.skipIf(!hasPrlimit())("case 39: on a full disk", () => {
  it("every write is a 507 and stores nothing, reading goes on, and writing again when there is room, without a restart", async () => {
    await using home = await createHome();
    const roster = await home.start();
    const ask = (method: string, path: string, options: RequestOptions = {}) =>
      send(roster.address, method, path, { key: home.key, ...options });
    // So that there is a log, whose size is then the limit.
    expect((await ask("PUT", "/api/data/before", { body: { value: large } })).status).toBe(201);
    const before = storedIn(home.databaseUrl);

    limitFiles(roster, logSize(home));
    for (const [method, path, body] of writes) {
      const refused = await ask(method, path, { body, headers: { "x-request-id": "full" } });
      expectProblem(refused, "insufficient-storage");
      expect(refused.text).not.toContain(home.path);
    }
    expectProblem(await ask("GET", "/readyz"), "unavailable");
    expectProblem(await ask("GET", "/readyz"), "unavailable");
    expect((await ask("GET", "/livez")).status).toBe(200);
    for (const path of ["/api/users", "/api/users/1", "/api/data", "/docs", "/openapi.json"]) {
      expect((await ask("GET", path)).status).toBe(200);
    }
    // What is wrong with a request, and who asks, is said as ever.
    expectProblem(await ask("POST", "/api/users", { body: {} }), "invalid-request");
    expectProblem(await send(roster.address, "DELETE", "/api/users/1"), "unauthenticated");
    expect(storedIn(home.databaseUrl)).toEqual(before);

    limitFiles(roster, "unlimited");
    expect((await ask("GET", "/readyz")).status).toBe(200);
    for (const [method, path, body] of writes) {
      expect([200, 201, 204]).toContain((await ask(method, path, { body })).status);
    }
    await stop(roster);
    home.expectSound();
    expect((await roster.ended).stderr).toBe("");
  });

  it("each of 64 writes at once is stored or a 507, and those that were stored are there after kill -9", async () => {
    await using home = await createHome();
    const roster = await home.start();
    const put = (key: string) =>
      send(roster.address, "PUT", `/api/data/${key}`, { key: home.key, body: { value: large } });
    expect((await put("before")).status).toBe(201);
    // Room for some of them.
    limitFiles(roster, logSize(home) + 400_000);
    const keys = Array.from({ length: 64 }, (_, index) => `many-${index}`);
    const answers = await Promise.all(keys.map(put));
    const stored = keys.filter((_, index) => answers[index]?.status === 201);
    for (const answer of answers) if (answer.status !== 201) expectProblem(answer, "insufficient-storage");
    roster.child.kill("SIGKILL");
    await roster.ended;
    home.expectSound();
    const after = await home.start();
    const data = (await send(after.address, "GET", "/api/data")).json;
    expect(Object.keys(data as object).toSorted()).toEqual(["before", "key", ...stored].toSorted());
    await stop(after);
  });

  it.skipIf(hasNoSlowDisk)(
    "64 writes that share the commit that does not fit are 507 each, those before and after it are stored (needs cc)",
    async () => {
      await using home = await createHome();
      const disk = await heldDisk(home.path);
      const roster = await home.start(disk.environment);
      const ask = (method: string, path: string, value?: string) =>
        send(roster.address, method, path, { key: home.key, ...(value !== undefined && { body: { value } }) });
      const metric = async (name: string) =>
        samplesOf((await ask("GET", "/metrics")).text).find((sample) => sample.name === name)?.value ?? Number.NaN;
      const commits = () => metric("roster_writer_commit_commands_count");
      const before = await commits();

      disk.hold();
      const earlier = ask("PUT", "/api/data/earlier", large);
      await disk.untilAsked();
      const shared = Array.from({ length: 64 }, (_, index) => ask("PUT", `/api/data/shared-${index}`, large));
      await until(async () => (await metric("roster_writer_waiting_commands")) === 65);
      // Room for some of them.
      limitFiles(roster, logSize(home) + 100_000);
      disk.release();
      expect((await earlier).status).toBe(201);
      for (const answer of await Promise.all(shared)) expectProblem(answer, "insufficient-storage");
      expect(await commits()).toBe(before + 2);

      limitFiles(roster, "unlimited");
      expect((await ask("PUT", "/api/data/later", large)).status).toBe(201);
      roster.child.kill("SIGKILL");
      await roster.ended;
      home.expectSound();
      const after = await home.start();
      const data = (await send(after.address, "GET", "/api/data")).json;
      expect(Object.keys(data as object)).toEqual(["earlier", "key", "later"]);
      await stop(after);
    },
  );
});
