/** What a start leaves in memory. */
import { setImmediate } from "node:timers/promises";
import { describe, expect, it, test } from "vitest";
import { keepTick } from "../../src/heap.ts";
import { collectGarbage } from "../support/collect-garbage.ts";
import { startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const fixture = new URL("./fixtures/heap-size.ts", import.meta.url);

/** Starts Roster and stops it: how many MB the heap of each of its threads takes then. */
const heapSizes = async (databaseUrl: string, flags = ""): Promise<number[]> => {
  const roster = await startRosterProcess({
    DATABASE_URL: databaseUrl,
    NODE_OPTIONS: `${flags} --import=${fixture.href}`,
  });
  expect((await fetch(`${roster.address}/api/users`, { headers: { connection: "close" } })).status).toBe(200);
  roster.child.kill("SIGTERM");
  const { stderr } = await roster.ended;
  return [...stderr.matchAll(/^thread \d: (.*) MB$/gm)].sort().map(([, size]) => Number(size));
};

test.skipIf(process.platform === "win32")("at rest, neither thread has the garbage of its start", async () => {
  await using directory = await temporaryDirectory();
  const [main = 0, writer = 0] = await heapSizes(directory.databaseUrl, "--expose-gc");
  const [mainWithAll = 0, writerWithAll = 0] = await heapSizes(directory.databaseUrl);
  expect(main).toBeGreaterThan(0);
  expect(writer).toBeGreaterThan(0);
  expect(main).toBeLessThan(mainWithAll * 0.8);
  expect(writer).toBeLessThan(writerWithAll * 0.8);
});

describe("the object of a tick that is kept", () => {
  it("is what Node makes for one", async () => {
    expect(Object.keys(await keepTick()).sort()).toEqual(["args", "callback"]);
  });

  it("outlives every collection", async () => {
    const other = new WeakRef({});
    const kept = new WeakRef(await keepTick());
    await setImmediate();
    collectGarbage();
    expect(other.deref()).toBeUndefined();
    expect(kept.deref()).toBeDefined();
  });
});
