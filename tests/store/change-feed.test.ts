import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { createChangeFeed } from "../../src/core/store/change-feed.ts";
import { firstPlace } from "../../src/core/store/queries/change-place.ts";
import type { ChangeQueries } from "../../src/core/store/queries/changes.ts";
import { openStore } from "../../src/core/store/store.ts";
import { StoreError } from "../../src/core/store/store-error.ts";
import type { DirectoryStore } from "../../src/directory/open.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { startChild } from "./child.ts";

const withStore = async (work: (store: DirectoryStore, databaseUrl: string) => Promise<void>): Promise<void> => {
  await using directory = await temporaryDirectory();
  await using store = await openStore(app, { databaseUrl: directory.databaseUrl, sampleData: false });
  await work(store, directory.databaseUrl);
};

const create = (store: DirectoryStore) => store.writer.run("createUser", { name: "A", age: 1 }, { actor: "test" });

/** The ids of the first changes that a reader is told of, up to that many. */
const follow = async (feed: DirectoryStore["changes"], count: number, limit = 3): Promise<readonly number[]> => {
  const ending = new AbortController();
  const ids: number[] = [];
  for await (const some of feed.follow({ after: firstPlace, limit, signal: ending.signal })) {
    ids.push(...some.map(({ change }) => change.id));
    if (ids.length >= count) ending.abort();
  }
  return ids;
};

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("the feed of changes", () => {
  it("tells everybody each change once and in order, while they happen", () =>
    withStore(async (store) => {
      const readers = Array.from({ length: 20 }, () => follow(store.changes, 60));
      for (let group = 0; group < 12; group += 1) await Promise.all(upTo(5).map(() => create(store)));
      for (const ids of await Promise.all(readers)) expect(ids).toEqual(upTo(60));
    }));

  it("tells what another process writes", () =>
    withStore(async (store, databaseUrl) => {
      const following = follow(store.changes, 200);
      await using _ = startChild("write", [databaseUrl]);
      const ids = await following;
      expect(ids).toEqual(upTo(ids.length));
    }));

  it("ends when it is told to, whether it waits or has more to tell", () =>
    withStore(async (store) => {
      const ending = new AbortController();
      const waiting = store.changes.follow({ after: firstPlace, limit: 1, signal: ending.signal });
      const next = waiting[Symbol.asyncIterator]().next();
      ending.abort();
      expect(await next).toEqual({ done: true, value: undefined });
      await create(store);
      await create(store);
      expect(await follow(store.changes, 1, 1)).toEqual([1]);
    }));

  it("reads no page before the one that came before it was taken", async () => {
    let pages = 0;
    const place = (sequence: number) => ({ transaction: 0, sequence });
    const queries: Pick<ChangeQueries, "page"> = {
      page: async ({ after = firstPlace }) => {
        pages += 1;
        const next = place(after.sequence + 1);
        const change = { id: next.sequence, subject: "datum", subjectId: "k", kind: "updated" } as const;
        const placed = { change: { ...change, actor: "a", occurredAt: "" }, place: next };
        return { kind: "page", changes: [placed], from: after, next, hasMore: true };
      },
    };
    const feed = createChangeFeed(queries as ChangeQueries, () => ({ [Symbol.dispose]: () => {} }));
    const signal = new AbortController().signal;
    const reader = feed.follow({ after: firstPlace, limit: 1, signal })[Symbol.asyncIterator]();
    await reader.next();
    await new Promise(setImmediate);
    expect(pages).toBe(1);
    await reader.next();
    expect(pages).toBe(2);
  });

  it("waits while the store cannot be read, and goes on where it was", () =>
    withStore(async (store) => {
      let failures = 2;
      const queries: ChangeQueries = {
        ...store.changes,
        expired: async () => undefined,
        newestTime: async () => undefined,
        page: async (request) => {
          failures -= 1;
          if (failures >= 0) throw new StoreError("busy", "The database is busy");
          return store.changes.page(request);
        },
      };
      await create(store);
      using feed = createChangeFeed(queries, () => ({ [Symbol.dispose]: () => {} }));
      expect(await follow(feed, 1)).toEqual([1]);
    }));

  it("ends when the reader was so slow that changes were forgotten", () =>
    withStore(async (store) => {
      for (let index = 0; index < 3; index += 1) await create(store);
      const signal = new AbortController().signal;
      const reader = store.changes.follow({ after: firstPlace, limit: 1, signal })[Symbol.asyncIterator]();
      await reader.next();
      const page = await store.changes.page({ limit: 2 });
      const through = page.kind === "page" ? page.next : firstPlace;
      await store.writer.run("forgetChanges", { ids: [1, 2], through }, { actor: "test" });
      expect(await reader.next()).toEqual({ done: true, value: undefined });
    }));
});
