import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { parseApiKey } from "../../src/core/access/api-key.ts";
import { openStore } from "../../src/core/store/store.ts";
import { startChild } from "../store/child.ts";
import { type ChangeReader, openChanges, type SeenChange } from "../support/change-reader.ts";
import { expectProblem } from "../support/problem.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

const path = "/api/changes/stream";
const scopes = ["changes:read", "users:write"];

type Overrides = Parameters<typeof startRoster>[0];

const withRoster = async (
  work: (roster: TestRoster, key: string) => Promise<void>,
  overrides: Overrides = {},
): Promise<void> => {
  await using roster = await startRoster(overrides);
  await work(roster, await roster.createKey(scopes));
};

const create = (roster: TestRoster, key: string) =>
  roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });

/** The next changes of a stream. */
const take = async (reader: ChangeReader, count: number): Promise<readonly SeenChange[]> => {
  const changes: SeenChange[] = [];
  while (changes.length < count) {
    const change = await reader.change();
    if (change === undefined) throw new Error(`The stream ended after ${changes.length} changes.`);
    changes.push(change);
  }
  return changes;
};

const idsOf = (changes: readonly SeenChange[]): readonly number[] => changes.map(({ id }) => id);
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("the stream of changes", () => {
  it("tells what there is, and then what happens, as listChanges tells it", () =>
    withRoster(async (roster, key) => {
      await using reader = await openChanges(roster.address, { key });
      expect(reader.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
      expect(reader.response.headers.get("cache-control")).toBe("no-store");
      expect(await reader.next()).toEqual({ retry: "2000" });
      const before = await take(reader, 3);
      for (let count = 0; count < 5; count += 1) await create(roster, key);
      const after = await take(reader, 5);
      expect([...before, ...after]).toEqual((await roster.request("GET", "/api/changes", { key })).json);
    }));

  it("gives a place to go on from before anything happens", () =>
    withRoster(async (roster, key) => {
      await using reader = await openChanges(roster.address, { key, cursor: "now" });
      await reader.next();
      const { id, ...rest } = (await reader.next()) ?? {};
      expect(rest).toEqual({});
      await create(roster, key);
      await using later = await openChanges(roster.address, { key, lastEventId: id });
      expect(idsOf(await take(later, 1))).toEqual([4]);
    }));

  it("goes on behind Last-Event-ID, which counts more than the cursor of the address", () =>
    withRoster(async (roster, key) => {
      await using reader = await openChanges(roster.address, { key });
      await take(reader, 2);
      const lastEventId = reader.lastEventId();
      await create(roster, key);
      for (const cursor of [undefined, "now", lastEventId, "forged"]) {
        await using again = await openChanges(roster.address, { key, cursor, lastEventId });
        expect(idsOf(await take(again, 2))).toEqual([3, 4]);
      }
      const page = await roster.request("GET", `/api/changes?cursor=${lastEventId}`, { key });
      expect(idsOf(page.json as SeenChange[])).toEqual([3, 4]);
    }));

  it.each([
    ["rubbish", "WzAsM10.vbc4pT2nuQYB6oE0S0m6Hw"],
    ["SQL", "'; drop table changes; --"],
    ["a number", "-1"],
    ["nothing", ""],
    ["too much", "a".repeat(5_000)],
    ["two of them", "a, b"],
    ["bytes beyond ASCII", "\xe9"],
  ])("answers %s as Last-Event-ID with a 400 that names it", (_, lastEventId) =>
    withRoster(async (roster, key) => {
      const answer = await roster.request("GET", path, { key, headers: { "last-event-id": lastEventId } });
      expect(expectProblem(answer, "invalid-request").errors).toMatchObject([{ header: "Last-Event-ID" }]);
    }),
  );

  it("tells what another process writes", () =>
    withRoster(async (roster, key) => {
      await using reader = await openChanges(roster.address, { key, cursor: "now" });
      await using _ = startChild("write", [roster.config.databaseUrl]);
      expect(idsOf(await take(reader, 200))).toEqual(range(4, 203));
    }));

  it("shows that it is alive when nothing happens", () =>
    withRoster(
      async (roster, key) => {
        await using reader = await openChanges(roster.address, { key, cursor: "now" });
        await reader.next();
        await reader.next();
        for (let count = 0; count < 2; count += 1) expect(await reader.next()).toEqual({ comment: "still here" });
        await create(roster, key);
        expect(idsOf(await take(reader, 1))).toEqual([4]);
      },
      { streamHeartbeatSeconds: 1 },
    ));

  it("ends when its key is revoked, and when that expires, though something happens all the time", () =>
    withRoster(
      async (roster, key) => {
        const revoked = await roster.createKey(scopes);
        const expiresAt = new Date(Date.now() + 2_000).toISOString();
        const expiring = await roster.createKey(scopes, { expiresAt });
        await using one = await openChanges(roster.address, { key: revoked, cursor: "now" });
        await using other = await openChanges(roster.address, { key: expiring, cursor: "now" });
        await using store = await openStore(app, { databaseUrl: roster.config.databaseUrl, sampleData: false });
        await store.writer.run("revokeKey", { id: parseApiKey(revoked)?.id ?? "" }, { actor: "test" });
        const ended = Promise.all(
          [one, other].map(async (reader) => {
            let last: unknown;
            for (let event = await reader.next(); event !== undefined; event = await reader.next()) last = event;
            expect(last).toEqual({ comment: "the end" });
          }),
        ).then(() => true);
        while (!(await Promise.race([ended, create(roster, key).then(() => false)])));
      },
      { streamHeartbeatSeconds: 1 },
    ));

  it("has one line in the log, when it is over", () =>
    withRoster(async (roster, key) => {
      const lines = () => roster.log.filter((line) => line.includes("streamChanges") || line.includes("stream closed"));
      {
        await using reader = await openChanges(roster.address, { key });
        await take(reader, 3);
        expect(lines()).toEqual([]);
      }
      await expect.poll(() => lines().length).toBe(1);
      expect(JSON.parse(lines()[0] ?? "")).toMatchObject({ operationId: "streamChanges", path, status: 200 });
    }));
});

describe("streams of changes", () => {
  it("are as many as may be; one more is a 503 with Retry-After, and one that is left makes room", () =>
    withRoster(
      async (roster, key) => {
        await using _ = await openChanges(roster.address, { key });
        {
          await using __ = await openChanges(roster.address, { key });
          const refused = await roster.request("GET", path, { key });
          expectProblem(refused, "unavailable");
          expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
          expect((await roster.request("GET", "/api/changes", { key })).status).toBe(200);
        }
        await expect.poll(async () => (await roster.request("GET", path, { key })).status).toBe(200);
      },
      { maximumStreams: 2 },
    ));

  it("are not opened by HEAD, which has the headers of GET", () =>
    withRoster(
      async (roster, key) => {
        const get = await roster.request("GET", path, { key });
        await using connection = await connectTo(roster.port);
        for (let count = 0; count < 20; count += 1) {
          const headers = [`Authorization: Bearer ${key}`, "X-Request-Id: head"];
          await connection.send(requestText(`HEAD ${path} HTTP/1.1`, headers));
          const head = await connection.response("HEAD");
          expect(head.status).toBe(200);
          for (const name of ["content-type", "cache-control", "x-accel-buffering", "content-length"]) {
            expect(head.headers.get(name), name).toBe(get.headers.get(name));
          }
        }
        await connection.send(requestText("GET /livez HTTP/1.1"));
        expect((await connection.response()).text).toBe('{"status":"alive"}');
        await using _ = await openChanges(roster.address, { key });
      },
      { maximumStreams: 1 },
    ));

  it("are as many as one credential may have, and another credential has its own", () =>
    withRoster(
      async (roster, key) => {
        await using _ = await openChanges(roster.address, { key });
        const refused = await roster.request("GET", "/api/changes/stream", { key });
        expectProblem(refused, "rate-limited");
        expect(refused.headers.get("retry-after")).toBe("2");
        await using __ = await openChanges(roster.address, { key: await roster.createKey(scopes) });
      },
      { maximumStreamsPerClient: 1 },
    ));

  it("end whole when Roster stops, 50 of them, and keep nobody waiting", async () => {
    const roster = await startRoster({ shutdownTimeoutSeconds: 300, maximumStreamsPerClient: 50 });
    const key = await roster.createKey(scopes);
    const readers = await Promise.all(range(1, 50).map(() => openChanges(roster.address, { key })));
    await Promise.all(readers.map((reader) => take(reader, 3)));
    await roster[Symbol.asyncDispose]();
    for (const reader of readers) {
      expect(await reader.next()).toEqual({ comment: "the end" });
      expect(await reader.next()).toBeUndefined();
    }
  });
});
