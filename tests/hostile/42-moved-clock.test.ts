import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { startChild } from "../store/child.ts";
import { startIssuer } from "../support/issuer.ts";
import { expectProblem } from "../support/problem.ts";
import { runFile } from "../support/process.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { type RequestOptions, send } from "../support/roster.ts";
import { until } from "../support/until.ts";
import { createHome, type Home, stop } from "./home.ts";
import { storedIn } from "./target.ts";

const hour = 3_600_000;

/** The environment of a Roster whose wall clock can be moved, and the way to move it, to so far from the true time. */
const clockIn = ({ path }: Home) => {
  const file = join(path, "clock");
  const preload = fileURLToPath(new URL("./fixtures/moved-clock.ts", import.meta.url));
  const moveTo = (milliseconds: number): void => writeFileSync(file, String(milliseconds));
  moveTo(0);
  return { environment: { CLOCK_FILE: file, NODE_OPTIONS: `--import=${preload}` }, moveTo };
};

/** A Roster whose clock can be moved. Its clock is as the process itself tells it, in the answers. */
const startClocked = async (home: Home, environment: Readonly<Record<string, string>> = {}) => {
  const clock = clockIn(home);
  const roster = await home.start({ ...clock.environment, ...environment });
  const ask = (method: string, path: string, options: RequestOptions = {}) =>
    send(roster.address, method, path, { key: home.key, ...options });
  const create = (name: string, headers: Readonly<Record<string, string>> = {}, key = home.key) =>
    ask("POST", "/api/users", { key, body: { name, age: 1 }, headers });
  return { ...clock, roster, ask, create, port: Number(new URL(roster.address).port) };
};

const lastChange = ({ databaseUrl }: Home): { readonly occurred_at: string } =>
  storedIn(databaseUrl).changes?.at(-1) as { readonly occurred_at: string };

describe.concurrent("case 42: with a clock that is moved", () => {
  it("the clock is indeed moved, in the thread that writes too", async () => {
    await using home = await createHome();
    const { create, moveTo, roster } = await startClocked(home);
    moveTo(1_000 * hour);
    await create("Later");
    expect(Date.parse(lastChange(home).occurred_at)).toBeGreaterThan(Date.now() + 999 * hour);
    await stop(roster);
  });

  it("no change expires by a clock that is 40 days ahead at a start", async () => {
    await using home = await createHome();
    const first = await startClocked(home);
    for (let index = 0; index < 10; index += 1) await first.create(`User ${index}`);
    await stop(first.roster);
    const before = storedIn(home.databaseUrl).changes;
    const clock = clockIn(home);
    clock.moveTo(40 * 24 * hour);
    const roster = await home.start(clock.environment);
    await until(() => roster.stdout().includes("the clock is more than a day from the newest change"));
    await stop(roster);
    expect(storedIn(home.databaseUrl).changes).toEqual(before);
  });

  it("an Idempotency-Key is answered as the first time, from any clock to any other", async () => {
    await using home = await createHome();
    const { create, moveTo, roster } = await startClocked(home);
    const headers = { "idempotency-key": "moved" };
    const first = await create("Moved", headers);
    for (const hours of [1, -1, 23]) {
      moveTo(hours * hour);
      expect((await create("Moved", headers)).text).toBe(first.text);
      const there = await create("There", { "idempotency-key": `there-${hours}` });
      moveTo(0);
      expect((await create("Moved", headers)).text).toBe(first.text);
      expect((await create("There", { "idempotency-key": `there-${hours}` })).text).toBe(there.text);
      expect((await create("Other", headers)).status).toBe(422);
    }
    await stop(roster);
  });

  it("a key expires by that clock, and is good again when it was wrong", async () => {
    await using home = await createHome();
    const commandLine = ["create", "--name", "brief", "--scopes", "users:write", "--expires", "1d"];
    const brief = (await runFile("scripts/keys.ts", commandLine, { DATABASE_URL: home.databaseUrl })).stdout.trim();
    const { create, moveTo, roster } = await startClocked(home);
    for (const [hours, status] of [
      [0, 201],
      [1, 201],
      [25, 401],
      [-1, 201],
      [0, 201],
    ] as const) {
      moveTo(hours * hour);
      expect((await create("Brief", {}, brief)).status).toBe(status);
    }
    await stop(roster);
  });

  it("tokens expire by that clock, while the issuer's keys are kept by one that does not move", async () => {
    await using home = await createHome();
    await using issuer = await startIssuer();
    const oidc = { OIDC_ISSUER: issuer.issuer, OIDC_AUDIENCE: issuer.oidc.audience };
    const { create, moveTo, roster } = await startClocked(home, oidc);
    const inSeconds = (hours: number): number => Math.floor((Date.now() + hours * hour) / 1000);
    const [brief, lasting, early] = await Promise.all([
      issuer.sign(),
      issuer.sign({ exp: inSeconds(48) }),
      issuer.sign({ nbf: inSeconds(0.5), exp: inSeconds(48) }),
    ]);
    const statuses = async () => {
      const answers = await Promise.all([brief, lasting, early].map((token) => create("Token", {}, token)));
      return answers.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([201, 201, 401]);
    await issuer.stop();
    moveTo(hour);
    expect(await statuses()).toEqual([401, 201, 201]);
    moveTo(25 * hour);
    expect(await statuses()).toEqual([401, 201, 201]);
    moveTo(-hour);
    expect(await statuses()).toEqual([201, 201, 401]);
    await stop(roster);
  });

  it.each([1, -1])("by %i hours no request is cut off, and one that never comes still is", async (hours) => {
    await using home = await createHome();
    const { moveTo, roster, port } = await startClocked(home, { REQUEST_TIMEOUT_SECONDS: "3" });
    await using slow = await connectTo(port);
    await using never = await connectTo(port);
    await using idle = await connectTo(port);
    await idle.send(requestText("GET /livez HTTP/1.1"));
    expect((await idle.response()).status).toBe(200);
    await slow.send("GET /livez HTTP/1.1\r\n");
    await never.send("GET /livez HTTP/1.1\r\n");
    moveTo(hours * hour);
    expect((await send(roster.address, "GET", "/readyz")).status).toBe(200);
    await slow.send("Host: a\r\n\r\n");
    expect((await slow.response()).status).toBe(200);
    await idle.send(requestText("GET /livez HTTP/1.1"));
    expect((await idle.response()).status).toBe(200);
    expectProblem(await never.response(), "request-timeout");
    await stop(roster);
  });

  it("while another holds the write lock, a write waits no longer and no shorter than ever", async () => {
    await using home = await createHome();
    const { create, moveTo, ask, roster } = await startClocked(home);
    await using other = startChild("lock", [home.filename]);
    expect(await other.line()).toBe("locked");
    const waiting = create("Waiting");
    moveTo(-hour);
    expectProblem(await waiting, "unavailable");
    const released = create("Released");
    moveTo(hour);
    expect((await ask("GET", "/api/users")).status).toBe(200);
    other.tell("release");
    expect((await released).status).toBe(201);
    await stop(roster);
  });

  it("a start that waits for the write lock waits for as long as ever", async () => {
    await using home = await createHome();
    const { environment, moveTo } = clockIn(home);
    // Only what has to be brought up to date needs the lock.
    const filename = join(home.path, "new.db");
    await using other = startChild("lock", [filename]);
    expect(await other.line()).toBe("locked");
    const starting = home.start({ ...environment, DATABASE_URL: `file:${filename}` });
    starting.catch(() => {});
    // It is not seen from outside when the wait begins: the clock goes on by an hour at each of many moments.
    for (let hours = 1; hours <= 20; hours += 1) {
      await setTimeout(100);
      moveTo(hours * hour);
    }
    other.tell("release");
    await stop(await starting);
  });

  it("it stops in order when it is moved while it stops", async () => {
    await using home = await createHome();
    const { moveTo, roster, port } = await startClocked(home);
    await using half = await connectTo(port);
    await half.send("GET /api/data HTTP/1.1\r\nHost: a\r\n");
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    moveTo(hour);
    await half.send("\r\n");
    expect((await half.response()).text).toBe('{"key":"value"}');
    expect((await roster.ended).exitCode).toBe(0);
  });

  // Once there are rate limits: a caller who has none left has none left by any clock, and has them back in time.
  it.each([1, -1])("a rate limit holds, set by %d hour, and ends when it should", async (hours) => {
    await using home = await createHome();
    const { ask, create, moveTo, roster } = await startClocked(home, { RATE_LIMIT: "writes=1/3000,reads=1/2" });
    const read = async () => (await ask("GET", "/api/contacts?email=a@example.com")).status;
    expect([(await create("First")).status, await read()]).toEqual([201, 200]);
    moveTo(hours * hour);
    expect((await create("Second")).status).toBe(429);
    await until(async () => (await read()) === 200);
    await stop(roster);
  });
});
