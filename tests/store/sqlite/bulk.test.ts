import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { app } from "../../../src/app.ts";
import { createKeyUseRecorder } from "../../../src/core/access/key-use.ts";
import { startForgetting } from "../../../src/core/store/forget-changes.ts";
import { openStore } from "../../../src/core/store/store.ts";
import type { Writer } from "../../../src/core/store/writer/writer.ts";
import type { DirectoryStore } from "../../../src/directory/open.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";

const context = { actor: "test" };
const atOnce = 500;
const batches = 40;
const idOf = (index: number): string => index.toString(16).padStart(16, "0");

/** Adds changes of the year 2000. */
const addOldChanges = (filename: string): void => {
  using file = new DatabaseSync(filename);
  file.exec(`insert into changes (subject, subject_id, kind, actor, occurred_at)
    with recursive numbers (number) as (select 1 union all select number + 1 from numbers limit ${batches * atOnce})
    select 'user', number, 'deleted', 'test', '2000-01-01T00:00:00.000Z' from numbers`);
};

describe("on sqlite, a single write waits for no more than two batches of", () => {
  let temporary: Awaited<ReturnType<typeof temporaryDirectory>>;
  let filename: string;
  let store: DirectoryStore;
  let done = 0;
  /** The writer, whose batches are counted. */
  let writer: Pick<Writer, "run">;

  beforeEach(async () => {
    temporary = await temporaryDirectory();
    filename = join(temporary.path, "roster.db");
    store = await openStore(app, { databaseUrl: filename, sampleData: false });
    done = 0;
    writer = {
      run: async (...command) => {
        const outcome = await store.writer.run(...command);
        done += 1;
        return outcome;
      },
    };
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    await temporary[Symbol.asyncDispose]();
  });

  /** Writes one thing after the other until all batches are done, and says after how many of them each was answered. */
  const writeMeanwhile = async (): Promise<readonly number[]> => {
    const waits: number[] = [];
    while (done < batches) {
      const before = done;
      await store.writer.run("putDatum", { key: "single", value: String(waits.length) }, context);
      waits.push(done - before);
    }
    return waits;
  };

  it("changes that are forgotten", async () => {
    addOldChanges(filename);
    // What tells that it is not the clock that is wrong.
    await store.writer.run("putDatum", { key: "new", value: "" }, context);
    await using forgetting = startForgetting({
      changes: store.queries.changes,
      writer,
      retentionDays: 1,
      onFailure: (error) => expect.unreachable(String(error)),
      onDoubt: () => expect.unreachable("the clock is doubted"),
    });
    const waits = await writeMeanwhile();
    await forgetting[Symbol.asyncDispose]();
    expect(Math.max(...waits)).toBeLessThanOrEqual(2);
    expect(done).toBe(batches);
    using file = new DatabaseSync(filename);
    expect(
      file.prepare("select count(*) as count from changes where actor = 'test' and kind = 'deleted'").get(),
    ).toEqual({ count: 0 });
  });

  it("uses of keys that are recorded", async () => {
    const sizes: number[] = [];
    const recorder = createKeyUseRecorder(async (uses) => {
      sizes.push(uses.length);
      await writer.run("recordKeyUse", { uses }, context);
    });
    for (let index = 0; index < batches * atOnce; index += 1) recorder.record(idOf(index));
    const flushed = recorder.flush();
    const waits = await writeMeanwhile();
    await flushed;
    expect(Math.max(...waits)).toBeLessThanOrEqual(2);
    expect(sizes).toEqual(Array(batches).fill(atOnce));
  });
});
