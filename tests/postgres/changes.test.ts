import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { parsePostgresUrl } from "../../src/core/database/postgres/address.ts";
import { createListener } from "../../src/core/database/postgres/listener.ts";
import type { ChangePlace } from "../../src/core/store/queries/change-place.ts";
import { openStore } from "../../src/core/store/store.ts";
import type { DirectoryStore } from "../../src/directory/open.ts";
import { createPostgresDatabase, runSql } from "../support/postgres-database.ts";
import { until } from "../support/until.ts";

const context = { actor: "test" };

let database: Awaited<ReturnType<typeof createPostgresDatabase>>;
let store: DirectoryStore;
beforeAll(async () => {
  database = await createPostgresDatabase("roster_empty");
  store = await openStore(app, { databaseUrl: database.databaseUrl, sampleData: false });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const createUser = (name: string) => store.writer.run("createUser", { name, age: 1 }, context);

/** The ids of the users whose changes are behind a place, and the place behind those. */
const readAfter = async (after: ChangePlace | undefined) => {
  const page = await store.queries.changes.page({ after, limit: 500 });
  if (page.kind === "gone") throw new Error("The changes are gone.");
  return { subjects: page.changes.map(({ change }) => change.subjectId), next: page.next };
};

/** The place behind everything that was written, once nothing else on the server is under way. */
const settledPlace = async (): Promise<ChangePlace> => {
  const { id } = await createUser("Settled");
  let place: ChangePlace | undefined;
  for (;;) {
    const { subjects, next } = await readAfter(place);
    if (subjects.includes(String(id))) return next;
    place = next;
  }
};

/** A transaction of somebody else, who has written a change and takes his time. */
const slowWriter = async () => {
  const client = new pg.Client(database.databaseUrl);
  await client.connect();
  await client.query("begin");
  await client.query(
    "insert into changes (subject, subject_id, kind, actor, occurred_at) values ('user', 'slow', 'created', 'slow', '2026-01-01T00:00:00.000Z')",
  );
  return {
    commit: () => client.query("commit"),
    [Symbol.asyncDispose]: () => client.end(),
  };
};

describe("changes, on postgres", () => {
  it("are read in the order of their transactions, though one that began before commits after", async () => {
    const start = await settledPlace();
    await using slow = await slowWriter();
    const { id } = await createUser("Quick");
    // Its change is committed, and may not be read yet: the slow one will be before it.
    expect((await readAfter(start)).subjects).toEqual([]);
    await slow.commit();
    await until(async () => (await readAfter(start)).subjects.length === 2);
    expect((await readAfter(start)).subjects).toEqual(["slow", String(id)]);
  });

  it("are told to wait, for how long, while an older transaction is under way", async () => {
    const lag = async () => {
      const gauge = store.gauges.find(({ name }) => name === "roster_changes_lag_seconds");
      return (await gauge?.read()) ?? Number.NaN;
    };
    await settledPlace();
    await using slow = await slowWriter();
    await createUser("Waiting");
    await until(async () => (await lag()) > 0);
    await slow.commit();
    await until(async () => (await lag()) === 0);
  });

  it("are each read once, in one order, by a reader who comes while many write", async () => {
    const start = await settledPlace();
    const seen: string[] = [];
    let place = start;
    let isWriting = true;
    const writing = Promise.all(
      Array.from({ length: 8 }, async () => {
        const ids: string[] = [];
        for (let count = 0; count < 25; count += 1) ids.push(String((await createUser("Crowd")).id));
        return ids;
      }),
    ).finally(() => {
      isWriting = false;
    });
    const read = async (): Promise<void> => {
      const { subjects, next } = await readAfter(place);
      seen.push(...subjects);
      place = next;
    };
    while (isWriting) await read();
    const written = (await writing).flat();
    await until(async () => {
      await read();
      return seen.length >= written.length;
    });
    expect(new Set(seen)).toEqual(new Set(written));
    expect(seen).toHaveLength(written.length);
    expect((await readAfter(start)).subjects).toEqual(seen);
  });

  it("that were forgotten are told to a reader who has not seen them", async () => {
    const start = await settledPlace();
    await createUser("Old");
    await settledPlace();
    await runSql(database.databaseUrl, "update changes set occurred_at = '2020-01-01T00:00:00.000Z'");
    const now = new Date().toISOString();
    const expired = await store.queries.changes.expired({ before: "2021-01-01T00:00:00.000Z", now, limit: 1_000 });
    if (expired === undefined) throw new Error("Nothing has expired.");
    await store.writer.run("forgetChanges", expired, context);
    expect(await store.queries.changes.page({ after: start, limit: 10 })).toEqual({ kind: "gone" });
    await expect(readAfter(expired.through)).resolves.toMatchObject({ subjects: [] });
  });

  it("are followed by whoever waits, as soon as another process has written them", async () => {
    const after = await settledPlace();
    await using other = await openStore(app, { databaseUrl: database.databaseUrl, sampleData: false });
    const ending = new AbortController();
    const events = other.changes.follow({ after, limit: 10, signal: ending.signal })[Symbol.asyncIterator]();
    const next = events.next();
    const { id } = await createUser("News");
    const { value } = await next;
    expect(value?.map(({ change }: { change: { subjectId: string } }) => change.subjectId)).toEqual([String(id)]);
    ending.abort();
  });
});

describe("what listens to a PostgreSQL database", () => {
  it("goes on when its connection is ended, and tells of what came meanwhile", async () => {
    let told = 0;
    const address = { ...parsePostgresUrl(database.databaseUrl), applicationName: "watched" };
    using listener = createListener(address);
    using _watch = listener.watch(() => {
      told += 1;
    });
    const isListening = async () =>
      (
        await runSql(
          database.databaseUrl,
          "select 1 from pg_stat_activity where application_name = 'watched' and query like '%pg_notify%'",
        )
      ).length === 1;
    await until(isListening);
    await runSql(
      database.databaseUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'watched'",
    );
    const before = told;
    await until(() => Promise.resolve(told > before));
    await until(isListening);
  });
});
