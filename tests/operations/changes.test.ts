import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import type { User } from "../../generated/types.ts";
import { eachUser } from "../clients/typescript/paging.ts";
import type { SeenChange } from "../support/change-reader.ts";
import { expectProblem } from "../support/problem.ts";
import { startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { typedClient } from "../support/typed-client.ts";

const scopes = ["changes:read", "users:write", "data:write", "contacts:write"];

interface Reading {
  readonly roster: TestRoster;
  readonly key: string;
}

const read = ({ roster, key }: Reading, query = "", headers: Record<string, string> = {}): Promise<TestResponse> =>
  roster.request("GET", `/api/changes${query}`, { key, headers });

const cursorOf = ({ headers }: TestResponse): string => headers.get("changes-cursor") ?? "";
const changesOf = ({ json }: TestResponse): readonly SeenChange[] => json as SeenChange[];

/** Every change from a cursor on, by following `Link` and then coming back once more. */
const readAll = async (reading: Reading, cursor: string, limit = 500) => {
  const changes: SeenChange[] = [];
  for (let place = cursor; ; ) {
    const page = await read(reading, `?limit=${limit}&cursor=${place}`);
    changes.push(...changesOf(page));
    place = cursorOf(page);
    const link = page.headers.get("link");
    if (link === null) return { changes, cursor: place };
    expect(link).toBe(`</api/changes?limit=${limit}&cursor=${place}>; rel="next"`);
  }
};

const create = ({ roster, key }: Reading, name = "Carol") =>
  roster.request("POST", "/api/users", { key, body: { name, age: 41 } });

const withRoster = async (work: (reading: Reading) => Promise<void>): Promise<void> => {
  await using roster = await startRoster();
  await work({ roster, key: await roster.createKey(scopes) });
};

describe("changes", () => {
  it("tell who changed what, from the first on, and no value of it", () =>
    withRoster(async (reading) => {
      const { roster, key } = reading;
      await create(reading, "Wilhelmina Controlled");
      const contact = { email: "wilhelmina@secret-domain.example", phone: "+493076543210" };
      await roster.request("PUT", "/api/users/3/contact", { key, body: contact });
      await roster.request("PUT", "/api/data/greeting", { key, body: { value: "Hello there" } });
      await roster.request("DELETE", "/api/users/3", { key });
      const page = await read(reading);
      const actor = `key:${key.split("_")[1]}`;
      expect(changesOf(page).map(({ occurredAt: _, ...change }) => change)).toEqual([
        { id: 1, subject: "datum", subjectId: "key", kind: "created", actor: "sample-data" },
        { id: 2, subject: "user", subjectId: "1", kind: "created", actor: "sample-data" },
        { id: 3, subject: "user", subjectId: "2", kind: "created", actor: "sample-data" },
        { id: 4, subject: "user", subjectId: "3", kind: "created", actor },
        { id: 5, subject: "contact", subjectId: "3", kind: "created", actor },
        { id: 6, subject: "datum", subjectId: "greeting", kind: "created", actor },
        { id: 7, subject: "contact", subjectId: "3", kind: "deleted", actor },
        { id: 8, subject: "user", subjectId: "3", kind: "deleted", actor },
      ]);
      expect(page.text).not.toMatch(/Wilhelmina|secret-domain|493076543210|Hello there/);
      expect(page.text).not.toContain(key.split("_")[2]);
    }));

  it("are there once for a reader who comes back with the last cursor, whatever the pages", () =>
    withRoster(async (reading) => {
      const seen: SeenChange[] = [];
      let cursor = cursorOf(await read(reading, "?cursor=now"));
      for (let round = 0; round < 8; round += 1) {
        await Promise.all(Array.from({ length: round }, () => create(reading)));
        const some = await readAll(reading, cursor, 3);
        seen.push(...some.changes);
        cursor = some.cursor;
      }
      expect(seen.map(({ subjectId }) => Number(subjectId)).toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: 28 }, (_, index) => index + 3),
      );
      expect(seen).toEqual((await readAll(reading, cursorOf(await read(reading, "?limit=3")))).changes);
    }));

  it("begin at now with an empty page and a place behind which only what is new comes", () =>
    withRoster(async (reading) => {
      const now = await read(reading, "?cursor=now");
      expect([now.json, now.headers.get("link")]).toEqual([[], null]);
      await create(reading);
      expect(changesOf(await read(reading, `?cursor=${cursorOf(now)}`))).toMatchObject([{ subjectId: "3" }]);
      expect((await read(reading, "?cursor=now")).json).toEqual([]);
    }));

  it("have a place to go on from in a directory where nothing ever happened", async () => {
    await using roster = await startRoster({ sampleData: false });
    const reading = { roster, key: await roster.createKey(scopes) };
    const first = await read(reading);
    expect(first.json).toEqual([]);
    const second = await read(reading, `?cursor=${cursorOf(first)}`);
    await create(reading);
    for (const cursor of [first, second].map(cursorOf)) {
      expect(changesOf(await read(reading, `?cursor=${cursor}`))).toMatchObject([{ id: 1, subjectId: "1" }]);
    }
  });

  it("keep a copy equal to the directory that was begun in the middle of writing, as the contract says", () =>
    withRoster(async (reading) => {
      const client = typedClient(reading.roster, reading.key);
      let writing = true;
      const write = async (seed: number): Promise<void> => {
        for (let step = seed; writing; step += 7) {
          const path = { userId: (step % 40) + 1 };
          const kind = ["POST", "PATCH", "POST", "DELETE"][step % 4];
          if (kind === "PATCH") {
            await client.PATCH("/api/users/{userId}", { params: { path }, body: { age: step % 150 } });
          } else if (kind === "DELETE") {
            await client.DELETE("/api/users/{userId}", { params: { path } });
          } else {
            await client.POST("/api/users", { body: { name: `User ${step}`, age: 41 } });
          }
        }
      };
      const copy = new Map<number, User>();
      const follow = async (cursor: string): Promise<string> => {
        const { changes, cursor: next } = await readAll(reading, cursor, 20);
        for (const { subject, subjectId } of changes) {
          if (subject !== "user") continue;
          const userId = Number(subjectId);
          const { data } = await client.GET("/api/users/{userId}", { params: { path: { userId } } });
          if (data) copy.set(userId, data);
          else copy.delete(userId);
        }
        return next;
      };

      const writers = [1, 2, 3, 4].map(write);
      let cursor = cursorOf(await read(reading, "?cursor=now"));
      for await (const user of eachUser(client, { sort: "id", limit: 4 })) copy.set(user.id, user);
      for (let round = 0; round < 3; round += 1) cursor = await follow(cursor);
      writing = false;
      await Promise.all(writers);
      await follow(cursor);

      const { data: directory = [] } = await client.GET("/api/users", { params: { query: { limit: 500 } } });
      expect(directory.length).toBeGreaterThan(2);
      expect([...copy.values()].toSorted((one, other) => one.id - other.id)).toEqual(directory);
    }));
});

describe("a cursor of changes", () => {
  it("that Roster did not make is a 400, also one of another list or of another Roster", () =>
    withRoster(async (reading) => {
      const { roster, key } = reading;
      const good = cursorOf(await read(reading));
      const link = (await roster.request("GET", "/api/users?limit=1")).headers.get("link") ?? "";
      await using other = await startRoster();
      const foreign = cursorOf(await read({ roster: other, key: await other.createKey(scopes) }));
      const [payload = "", signature = ""] = good.split(".");
      const earlier = Buffer.from("[0,1]").toString("base64url");
      for (const cursor of [
        "NOW",
        "now.",
        "0",
        payload,
        `${payload}.`,
        `.${signature}`,
        `${good}.${signature}`,
        `${earlier}.${signature}`,
        `${payload}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : "A"}`,
        /cursor=([^>]+)>/.exec(link)?.[1] ?? "",
        foreign,
      ]) {
        const list = expectProblem(await read(reading, `?cursor=${cursor}`), "invalid-request");
        expect(list.errors, cursor).toMatchObject([{ parameter: "cursor", code: "cursor" }]);
        const stream = await roster.request("GET", `/api/changes/stream?cursor=${cursor}`, { key });
        expect(expectProblem(stream, "invalid-request").errors).toMatchObject([
          { parameter: "cursor", code: "cursor" },
        ]);
      }
    }));
});

describe("changes that are no longer kept", () => {
  const forgotten = async (work: (reading: Reading, cursors: readonly string[]) => Promise<void>): Promise<void> => {
    await using directory = await temporaryDirectory();
    const cursors: string[] = [];
    {
      await using roster = await startRoster({ databaseUrl: directory.databaseUrl });
      const reading = { roster, key: await roster.createKey(scopes) };
      for (let index = 0; index < 3; index += 1) {
        cursors.push(cursorOf(await read(reading, "?cursor=now")));
        await create(reading);
      }
    }
    const file = new DatabaseSync(directory.databaseUrl.slice("file:".length));
    // The sample records, and the first user that was created, an age ago.
    file.exec("update changes set occurred_at = '2020-01-31T00:00:00.000Z' where sequence <= 4");
    file.close();
    await using roster = await startRoster({ databaseUrl: directory.databaseUrl });
    const reading = { roster, key: await roster.createKey(scopes) };
    await expect.poll(async () => changesOf(await read(reading)).length).toBe(2);
    await work(reading, cursors);
  };

  it("are a 410 that says how to begin anew, in pages and streams, and only for who has not seen them", () =>
    forgotten(async (reading, [missed, seen, later]) => {
      const { roster, key } = reading;
      const { detail } = expectProblem(await read(reading, `?cursor=${missed}`), "changes-gone");
      expect(detail).toContain("cursor=now");
      const path = "/api/changes/stream";
      expectProblem(await roster.request("GET", `${path}?cursor=${missed}`, { key }), "changes-gone");
      const headers = { "last-event-id": missed ?? "" };
      expectProblem(await roster.request("GET", path, { key, headers }), "changes-gone");
      expect(changesOf(await read(reading, `?cursor=${seen}`)).map(({ id }) => id)).toEqual([5, 6]);
      expect(changesOf(await read(reading, `?cursor=${later}`)).map(({ id }) => id)).toEqual([6]);
      expect((await roster.request("GET", `${path}?cursor=${seen}`, { key })).status).toBe(200);
    }));
});
