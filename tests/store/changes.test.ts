import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bySequence, type ChangePlace, firstPlace } from "../../src/core/store/queries/change-place.ts";
import { type ChangeQueries, createChangeQueries } from "../../src/core/store/queries/changes.ts";
import { engines } from "./engines.ts";

const dayMilliseconds = 24 * 60 * 60 * 1000;

describe.each(engines)("the record of changes, on $name,", ({ open }) => {
  let directory: Awaited<ReturnType<typeof open>>;
  let changes: ChangeQueries;
  beforeEach(async () => {
    directory = await open();
    changes = createChangeQueries(directory.database, bySequence);
  });
  afterEach(() => directory[Symbol.asyncDispose]());

  const create = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) await directory.run("createUser", { name: "A", age: 1 });
  };

  const pageAfter = async (after: ChangePlace | undefined, limit = 100) => {
    const page = await changes.page({ after, limit });
    if (page.kind === "gone") throw new Error("The changes are gone.");
    return page;
  };

  const idsAfter = async (after: ChangePlace | undefined): Promise<readonly number[]> =>
    (await pageAfter(after)).changes.map(({ change }) => change.id);

  /** As if these changes had happened as many days ago. */
  const age = async (ids: readonly number[], days: number): Promise<void> => {
    const occurred_at = new Date(Date.now() - days * dayMilliseconds).toISOString();
    await directory.database.updateTable("changes").set({ occurred_at }).where("sequence", "in", ids).execute();
  };

  const expired = (limit = 100) => {
    const now = new Date();
    const before = new Date(now.getTime() - 30 * dayMilliseconds).toISOString();
    return changes.expired({ before, now: now.toISOString(), limit });
  };

  const forget = async (limit?: number): Promise<void> => {
    const found = await expired(limit);
    if (found !== undefined) await directory.run("forgetChanges", found, "roster");
  };

  it("is read in order, each change once, by a reader who comes back with the place where it was", async () => {
    const seen: number[] = [];
    let place: ChangePlace | undefined;
    for (let round = 0; round < 20; round += 1) {
      await create(round % 4);
      const page = await pageAfter(place, 2);
      seen.push(...page.changes.map(({ change }) => change.id));
      expect(page.hasMore).toBe((await idsAfter(page.next)).length > 0);
      place = page.next;
    }
    seen.push(...(await idsAfter(place)));
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it("says who changed what and when, and no value", async () => {
    await directory.run("putDatum", { key: "k", value: "v" }, "key:1");
    await directory.run("putDatum", { key: "k", value: "w" }, "key:2");
    const [created, updated] = (await pageAfter(undefined)).changes.map(({ change }) => change);
    expect(created).toMatchObject({ id: 1, subject: "datum", subjectId: "k", kind: "created", actor: "key:1" });
    expect(updated).toMatchObject({ id: 2, subject: "datum", subjectId: "k", kind: "updated", actor: "key:2" });
    expect(Object.keys(created ?? {}).toSorted()).toEqual(
      ["actor", "id", "kind", "occurredAt", "subject", "subjectId"].toSorted(),
    );
    expect(Math.abs(Date.parse(created?.occurredAt ?? "") - Date.now())).toBeLessThan(60_000);
  });

  it("has a newest place, behind which there is nothing yet, and everything that comes then", async () => {
    expect(await changes.newest()).toEqual(firstPlace);
    await create(3);
    const newest = await changes.newest();
    expect(await idsAfter(newest)).toEqual([]);
    await create(2);
    expect(await idsAfter(newest)).toEqual([4, 5]);
  });

  it("forgets what has expired, and tells only those who have not seen it", async () => {
    await create(6);
    const places = [firstPlace, ...(await pageAfter(undefined)).changes.map(({ place }) => place)];
    await age([1, 2, 3], 31);
    await age([4], 29);
    await forget();
    for (const missed of places.slice(0, 3)) {
      expect(await changes.page({ after: missed, limit: 1 })).toEqual({ kind: "gone" });
    }
    expect(await idsAfter(places[3])).toEqual([4, 5, 6]);
    expect(await idsAfter(places[4])).toEqual([5, 6]);
    expect(await idsAfter(undefined)).toEqual([4, 5, 6]);
  });

  it("lets a reader who has seen everything go on after everything was forgotten", async () => {
    await create(3);
    const { next } = await pageAfter(undefined);
    await age([1, 2, 3], 31);
    await forget();
    expect(await idsAfter(next)).toEqual([]);
    expect(await changes.newest()).toEqual(next);
    expect((await pageAfter(undefined)).next).toEqual(next);
    await create(1);
    expect(await idsAfter(next)).toEqual([4]);
  });

  it("forgets some at a time, and nothing that has not expired", async () => {
    await create(5);
    await age([1, 2, 3], 31);
    await forget(2);
    expect(await idsAfter(undefined)).toEqual([3, 4, 5]);
    await forget(2);
    expect(await idsAfter(undefined)).toEqual([4, 5]);
    expect(await expired()).toBeUndefined();
  });

  it("forgets in order: what stands behind a change that has to be kept is kept too", async () => {
    await create(3);
    await age([1, 3], 31);
    await forget();
    expect(await idsAfter(undefined)).toEqual([2, 3]);
  });

  it("is not kept for ever by a change that was written while a clock was a year ahead", async () => {
    await create(4);
    await age([2], -365);
    await age([1, 3], 31);
    await forget();
    expect(await idsAfter(undefined)).toEqual([4]);
  });

  it("keeps a change from the future as long as nothing behind it has expired", async () => {
    await create(3);
    await age([2], -1);
    await age([1], 31);
    await forget();
    expect(await idsAfter(undefined)).toEqual([2, 3]);
  });

  it("remembers the last that was forgotten, also when another process forgets less a moment later", async () => {
    await create(4);
    await age([1, 2, 3], 31);
    const less = await expired(1);
    await forget();
    if (less !== undefined) await directory.run("forgetChanges", less, "roster");
    expect(await changes.page({ after: less?.through, limit: 1 })).toEqual({ kind: "gone" });
    expect(await idsAfter(undefined)).toEqual([4]);
  });

  it("is gone for a reader who has seen more than there ever was: another directory, or an older one", async () => {
    await create(2);
    const { next } = await pageAfter(undefined);
    await directory.database.deleteFrom("changes").where("sequence", "=", 2).execute();
    expect(await changes.page({ after: next, limit: 1 })).toEqual({ kind: "gone" });
  });
});
