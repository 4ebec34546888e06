/** What a start leaves in memory. */
import { setImmediate, setTimeout } from "node:timers/promises";
import { describe, expect, it, test } from "vitest";
import { collectGarbage, keepTick } from "../../src/core/heap.ts";
import { startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const fixture = new URL("./fixtures/heap-size.ts", import.meta.url);

interface HeapSize {
  readonly all: number;
  readonly withoutGarbage: number;
}

/** Starts Roster and stops it: how many MB the heap of each of its threads takes then. */
const heapSizes = async (databaseUrl: string): Promise<readonly HeapSize[]> => {
  const roster = await startRosterProcess({ DATABASE_URL: databaseUrl, NODE_OPTIONS: `--import=${fixture.href}` });
  expect((await fetch(`${roster.address}/api/users`, { headers: { connection: "close" } })).status).toBe(200);
  // The writer's thread collects a second after its start.
  await setTimeout(1_500);
  roster.child.kill("SIGTERM");
  const { stderr } = await roster.ended;
  return [...stderr.matchAll(/^thread \d: (.*) MB, (.*) MB without garbage$/gm)].map(([, all, withoutGarbage]) => ({
    all: Number(all),
    withoutGarbage: Number(withoutGarbage),
  }));
};

test.skipIf(process.platform === "win32")("at rest, neither thread has the garbage of its start", async () => {
  await using directory = await temporaryDirectory();
  const sizes = await heapSizes(directory.databaseUrl);
  expect(sizes).toHaveLength(2);
  for (const { all, withoutGarbage } of sizes) expect(all).toBeLessThan(withoutGarbage * 1.5);
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
