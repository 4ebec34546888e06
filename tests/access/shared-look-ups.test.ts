import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { KeyRecord } from "../../src/core/access/api-key-authenticator.ts";
import { createSharedLookUps } from "../../src/core/access/shared-look-ups.ts";

const recordOf = (id: string): KeyRecord => ({ id, secretHash: "", scopes: [] });

/** The way to ask that all who ask share. */
const shareLookUps = (find: (id: string) => Promise<KeyRecord | undefined>) => {
  const lookUp = createSharedLookUps<KeyRecord | undefined>();
  return (id: string) => lookUp(id, () => find(id));
};

describe("look-ups of keys", () => {
  it("are one for all who ask for a key in one turn, and others for other keys and other turns", async () => {
    const asked: string[] = [];
    const find = shareLookUps(async (id) => {
      asked.push(id);
      return recordOf(id);
    });
    const found = await Promise.all(["a", "b", "a", "a"].map(find));
    expect(found.map((record) => record?.id)).toEqual(["a", "b", "a", "a"]);
    expect(asked).toEqual(["a", "b"]);
    await find("a");
    expect(asked).toEqual(["a", "b", "a"]);
  });

  it("begin after the last who shares one has asked, so that nobody is told what was so before", async () => {
    let revokedAt: string | undefined;
    const find = shareLookUps(async (id) => ({ ...recordOf(id), revokedAt }));
    const first = find("a");
    await Promise.resolve();
    revokedAt = "2026-01-01T00:00:00.000Z";
    const second = find("a");
    expect(await Promise.all([first, second])).toEqual(Array(2).fill(expect.objectContaining({ revokedAt })));
  });

  it("are not shared with who asks when one is under way", async () => {
    const underWay: PromiseWithResolvers<KeyRecord | undefined>[] = [];
    const find = shareLookUps(() => {
      underWay.push(Promise.withResolvers());
      return underWay.at(-1)?.promise ?? expect.unreachable();
    });
    const first = find("a");
    while (underWay.length === 0) await setImmediate();
    const second = find("a");
    while (underWay.length === 1) await setImmediate();
    underWay[1]?.resolve(undefined);
    underWay[0]?.resolve(recordOf("a"));
    expect(await Promise.all([first, second])).toEqual([recordOf("a"), undefined]);
  });

  it("fail for all who share one, and begin anew", async () => {
    let isBroken = true;
    const find = shareLookUps(async (id) => {
      if (isBroken) throw new Error("on purpose");
      return recordOf(id);
    });
    const results = await Promise.allSettled([find("a"), find("a")]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isBroken = false;
    expect(await find("a")).toEqual(recordOf("a"));
  });
});
