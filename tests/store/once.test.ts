import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { loadCommands } from "../../src/core/store/commands/commands.ts";
import type { Writing } from "../../src/core/store/tables.ts";
import { performOnce } from "../../src/core/store/writer/perform-once.ts";
import { engines } from "./engines.ts";

const set = await loadCommands(app.commands.href);
const hourMilliseconds = 60 * 60 * 1000;

describe.each(engines)("a command that is run once for a key, on $name,", ({ open }) => {
  let directory: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    directory = await open();
  });
  afterEach(() => directory[Symbol.asyncDispose]());

  const createOnce = (key: string, age = 1) =>
    performOnce(
      set,
      directory.database as unknown as Writing,
      { name: "createUser", input: { name: "Once", age }, context: { actor: "test" } },
      key,
    );

  const recorded = async (): Promise<readonly string[]> =>
    (await directory.database.selectFrom("outcomes").select("key").orderBy("key").execute()).map(({ key }) => key);

  /** As if everything so far had happened earlier. */
  const letPass = async (hours: number): Promise<void> => {
    const earlier = new Date(Date.now() - hours * hourMilliseconds).toISOString();
    await directory.database.updateTable("outcomes").set({ recorded_at: earlier }).execute();
  };

  it("repeats its outcome for 23 hours, and is run anew after 25", async () => {
    const first = await createOnce("k");
    await letPass(23);
    expect(first).toMatchObject({ isReplayed: false });
    expect(await createOnce("k")).toEqual({ ...first, isReplayed: true });
    await letPass(25);
    const second = await createOnce("k", 2);
    expect(second).toMatchObject({ kind: "done", outcome: { id: 2, age: 2 }, isReplayed: false });
    expect(await createOnce("k", 2)).toEqual({ ...second, isReplayed: true });
  });

  it("leaves the key for the next request when it changed nothing, as one that is refused", async () => {
    const deleteOnce = (key: string) =>
      performOnce(
        set,
        directory.database as unknown as Writing,
        { name: "deleteDatum", input: { key }, context: { actor: "test" } },
        "k",
      );
    expect(await deleteOnce("a")).toEqual({ kind: "done", outcome: "missing", isReplayed: false });
    expect(await deleteOnce("b")).toEqual({ kind: "done", outcome: "missing", isReplayed: false });
    expect(await recorded()).toEqual([]);
  });

  it("takes old records away, some with each new one, and none that still counts", async () => {
    for (let index = 0; index < 25; index += 1) await createOnce(`old-${index}`);
    await letPass(25);
    await createOnce("new-1");
    expect(await recorded()).toHaveLength(16);
    await createOnce("new-2");
    await createOnce("new-3");
    expect(await recorded()).toEqual(["new-1", "new-2", "new-3"]);
  });

  it("keeps no record of a command that fails", async () => {
    await expect(createOnce("k", 151)).rejects.toThrow("users_age");
    expect(await createOnce("k", 150)).toMatchObject({ kind: "done" });
  });
});
