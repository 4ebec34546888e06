import { describe, expect, it } from "vitest";
import { hashOf } from "../../src/core/http/hash.ts";
import { createAnswerCache } from "../../src/core/pipeline/answer-cache.ts";
import type { ReadyAnswer } from "../../src/core/pipeline/ready-answer.ts";

const answer = (body: string): ReadyAnswer => ({
  operationId: "getUser",
  entityTag: '"x"',
  head: ["etag", '"x"'],
  bytes: body,
  coded: new Map(),
});

const gated = (made: object) => {
  const gate = Promise.withResolvers<void>();
  let times = 0;
  return {
    open: gate.resolve,
    times: () => times,
    make: async () => {
      times += 1;
      await gate.promise;
      return made;
    },
  };
};

describe("the cache of answers", () => {
  it("gives what it keeps for the version that it was made in, and for no other", async () => {
    const cache = createAnswerCache(() => "1", 1_000_000);
    await cache.obtain("/a", "1", async () => answer("one"));
    expect(cache.find("/a", "1")?.bytes).toBe("one");
    expect(cache.find("/a", "2")).toBeUndefined();
    expect(cache.find("/b", "1")).toBeUndefined();
  });

  it("forgets soon what nobody asks for again, and keeps the rest, whoever asks for what else", async () => {
    const cache = createAnswerCache(() => "1", 1_000_000);
    const crowd = async () => {
      for (let number = 0; number < 100; number += 1) await cache.obtain(`/${number}`, "1", async () => answer("x"));
    };
    await cache.obtain("/once", "1", async () => answer("x"));
    await cache.obtain("/again", "1", async () => answer("x"));
    expect(cache.find("/again", "1")).toBeDefined();
    await crowd();
    expect(cache.find("/once", "1")).toBeUndefined();
    expect(cache.find("/again", "1")).toBeDefined();
  });

  it("keeps what is asked for again later, in the same version and in those that follow", async () => {
    const cache = createAnswerCache(() => "1", 1_000_000);
    const ask = (address: string, version: string) => cache.obtain(address, version, async () => answer("x"));
    const isKept = async (version: string) => {
      for (let number = 0; number < 100; number += 1) await ask(`/${number}/${Math.random()}`, version);
      return cache.find("/a", version) !== undefined;
    };
    const told: boolean[] = [];
    for (const version of ["1", "1", "2", "3"]) {
      await ask("/a", version);
      told.push(await isKept(version));
    }
    expect(told).toEqual([false, true, true, true]);
  });

  it("gives nothing while the version is not known", async () => {
    const cache = createAnswerCache(() => undefined, 1_000_000);
    await cache.obtain("/a", "1", async () => answer("one"));
    expect(cache.find("/a", cache.version())).toBeUndefined();
    await cache.obtain("/c", undefined, async () => answer("unversioned"));
    expect(cache.use().answers).toBe(1);
  });

  it("is off with no memory, whatever the version", () => {
    expect(createAnswerCache(() => "1", 0).version()).toBeUndefined();
  });

  it("gives each of two addresses with one hash its own answer, under way, fresh and kept", async () => {
    const cache = createAnswerCache(() => "1", 1_000_000);
    const [one, other] = ["/api/users/470988", "/api/users/1515604"];
    expect(hashOf(one)).toBe(hashOf(other));
    const bodyOf = async (address: string): Promise<string> => {
      const found = cache.find(address, "1");
      return String((found ?? (await cache.obtain(address, "1", async () => answer(address)))).bytes);
    };
    expect(await Promise.all([one, other, one, other].map(bodyOf))).toEqual([one, other, one, other]);
    for (const address of [one, one, one, other, other, other, one, other]) expect(await bodyOf(address)).toBe(address);
    const another = createAnswerCache(() => "1", 1_000_000);
    await another.obtain(one, "1", async () => answer(one));
    expect(another.find(other, "1")).toBeUndefined();
  });

  it("makes an answer once for all who wait for it, in one version", async () => {
    const cache = createAnswerCache(() => "1", 1_000_000);
    const old = gated(answer("old"));
    const young = gated(answer("young"));
    const waiting = [
      ...Array.from({ length: 10 }, () => cache.obtain("/a", "1", old.make)),
      ...Array.from({ length: 10 }, () => cache.obtain("/a", "2", young.make)),
    ];
    young.open();
    old.open();
    const bodies = (await Promise.all(waiting)).map((made) => (made as ReadyAnswer).bytes);
    expect(bodies).toEqual([...Array(10).fill("old"), ...Array(10).fill("young")]);
    expect([old.times(), young.times()]).toEqual([1, 1]);
    expect(cache.find("/a", "1")).toBeUndefined();
  });

  it("keeps no failure, neither one that is answered nor one that is thrown", async () => {
    const cache = createAnswerCache(() => "1", 1_000_000);
    await cache.obtain("/a", "1", async () => ({ status: 404 }));
    await expect(
      cache.obtain("/b", "1", async () => {
        throw new Error("The store is busy.");
      }),
    ).rejects.toThrow("busy");
    expect(cache.use().answers).toBe(0);
    expect(await cache.obtain("/b", "1", async () => answer("well"))).toMatchObject({ bytes: "well" });
  });

  it("stays within its memory, whatever is asked for, and keeps what was asked for last", async () => {
    const cache = createAnswerCache(() => "1", 100_000);
    for (let number = 0; number < 1_000; number += 1) {
      await cache.obtain(`/${number}`, "1", async () => answer("x".repeat(1_000)));
      expect(cache.use().bytes).toBeLessThanOrEqual(100_000);
    }
    await cache.obtain("/large", "1", async () => answer("x".repeat(200_000)));
    expect(cache.find("/large", "1")).toBeUndefined();
    expect(cache.find("/999", "1")).toBeDefined();
    expect(cache.use().answers).toBeLessThan(100);
  });
});
