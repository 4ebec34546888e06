import { existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../../generated/types.ts";
import { app } from "../../../src/app.ts";
import { openStore } from "../../../src/core/store/store.ts";
import { StoreError } from "../../../src/core/store/store-error.ts";
import type { DirectoryStore } from "../../../src/directory/open.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import { startChild } from "../child.ts";

// How writes share commits and what happens to them when the worker ends is SQLite's own; on PostgreSQL each command has
// its transaction.
describe("the writer, on sqlite,", () => {
  const context = { actor: "test" };
  const faults: Error[] = [];
  const workers: Worker[] = [];
  const remember = (worker: Worker): void => {
    workers.push(worker);
  };
  let temporary: Awaited<ReturnType<typeof temporaryDirectory>>;
  let filename: string;
  let store: DirectoryStore;

  beforeEach(async () => {
    faults.length = 0;
    workers.length = 0;
    process.on("worker", remember);
    temporary = await temporaryDirectory();
    filename = join(temporary.path, "roster.db");
    store = await openStore(app, { databaseUrl: filename, sampleData: false, onFault: (error) => faults.push(error) });
    await store.ready;
  });
  afterEach(async () => {
    process.off("worker", remember);
    await store[Symbol.asyncDispose]();
    await temporary[Symbol.asyncDispose]();
  });

  const create = (name: string): Promise<User> => store.writer.run("createUser", { name, age: 40 }, context);
  const names = async () => (await store.queries.users.list({ limit: 500, sort: "id" })).items.map(({ name }) => name);

  const untilFaults = async (count: number): Promise<void> => {
    while (faults.length < count) await new Promise((resolve) => setImmediate(resolve));
  };

  it("shares commits among writes that wait at the same time, and each is there when it is acknowledged", async () => {
    await create("before");
    // As long as somebody reads what was, the log only grows, and has every commit.
    const reader = new DatabaseSync(filename);
    reader.exec("begin; select count(*) from users");
    const before = commitsIn(`${filename}-wal`);
    const created = await Promise.all(Array.from({ length: 1_000 }, (_, index) => create(`User ${index}`)));
    expect(commitsIn(`${filename}-wal`) - before).toBeLessThan(100);
    reader.close();
    expect(new Set(created.map(({ id }) => id)).size).toBe(1_000);
    for (const user of created) expect(await store.queries.users.find(user.id)).toEqual(user);
  });

  it("runs writes in the order in which they came", async () => {
    const values = Array.from({ length: 300 }, (_, index) => String(index));
    await Promise.all(values.map((value) => store.writer.run("putDatum", { key: "last", value }, context)));
    expect(await store.queries.data.find("last")).toEqual({ key: "last", value: "299" });
  });

  it("undoes a command that fails, and leaves those that share its commit alone", async () => {
    // The user is there already when the record of the change is refused.
    const failing = store.writer.run("createUser", { name: "second", age: 40 }, { actor: "" });
    const results = await Promise.allSettled([create("first"), failing, create("third"), create(" "), create("fifth")]);
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(await names()).toEqual(["first", "third", "fifth"]);
  });

  it("fails every command of a commit that SQLite itself rolled back, and goes on", async () => {
    const other = new DatabaseSync(filename);
    other.exec(`create trigger fatal before insert on users when new.name = 'fatal'
      begin select raise(rollback, 'all is lost'); end`);
    // While the lock is in other hands, they come together.
    other.exec("begin immediate");
    const writes = Promise.allSettled([create("first"), create("fatal"), create("third")]);
    other.exec("rollback");
    other.close();
    const results = await writes;
    for (const result of results)
      expect(result).toMatchObject({ status: "rejected", reason: { message: "all is lost" } });
    expect(await names()).toEqual([]);
    await create("after");
    expect(await names()).toEqual(["after"]);
    expect(faults).toEqual([]);
  });

  it("hands a fault on with its message, its code and the stack that it had in the worker", async () => {
    const fault = await create(" ").catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(StoreError);
    expect(fault).toMatchObject({ message: "CHECK constraint failed: users_name_visible", code: "ERR_SQLITE_ERROR" });
    expect(fault).toHaveProperty("stack", expect.stringContaining("src/core/database/sqlite/dialect.ts"));
    expect(faults).toEqual([]);
  });

  it("is busy, after a bounded wait, while another process holds the lock; reading goes on, and then writing", async () => {
    await create("before");
    await using other = startChild("lock", [filename]);
    expect(await other.line()).toBe("locked");
    // So many that none may have to wait for its own turn.
    const many = Array.from({ length: 5_000 }, () => create("during"));
    const writes = Promise.allSettled([...many, ...Array.from({ length: 50 }, () => store.writer.check())]);
    expect(await names()).toEqual(["before"]);
    await store.queries.health.check();
    for (const result of await writes) {
      expect(result).toMatchObject({ status: "rejected", reason: { name: "StoreError", reason: "busy" } });
    }
    other.tell("release");
    expect(await other.line()).toBe("released");
    await create("after");
    await store.writer.check();
    expect(await names()).toEqual(["before", "after"]);
  });

  it("takes no more than so many writes that wait, and says so at once", async () => {
    const writes = Array.from({ length: 10_050 }, () => store.writer.run("deleteUser", { id: 1 }, context));
    const results = await Promise.allSettled(writes);
    const refused = results.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(50);
    for (const refusal of refused) expect(refusal).toMatchObject({ reason: { reason: "busy" } });
  });

  it("rejects what waits when its worker is killed, tells of it, and goes on with another", async () => {
    await create("before");
    const lock = new DatabaseSync(filename);
    lock.exec("begin immediate");
    const writes = Promise.allSettled([create("lost"), create("lost too"), store.writer.check()]);
    await Promise.all(workers.map((worker) => worker.terminate()));
    for (const result of await writes) {
      expect(result).toMatchObject({ status: "rejected", reason: { name: "StoreError", reason: "stopped" } });
    }
    expect(faults).toHaveLength(1);
    lock.exec("rollback");
    lock.close();
    await untilWritable(store);
    await create("after");
    expect(await names()).toEqual(["before", "after"]);
  });

  it("does the same when its worker ends by a fault of its own, again and again", async () => {
    for (const name of ["first", "second", "third"]) {
      workers.at(-1)?.postMessage("rubbish");
      await expect(store.writer.check()).rejects.toMatchObject({ reason: "stopped" });
      await untilWritable(store);
      await create(name);
    }
    expect(faults.map(({ message }) => message)).toEqual(Array(3).fill(expect.stringContaining("does not know")));
    expect(await names()).toEqual(["first", "second", "third"]);
  });

  // Windows does not rename a file that is open.
  it.skipIf(process.platform === "win32")(
    "goes on trying while its file is away, and makes no other in its place",
    async () => {
      await create("before");
      renameSync(filename, `${filename}.away`);
      workers.at(-1)?.postMessage("rubbish");
      for (let attempt = 0; attempt < 10; attempt += 1) {
        await expect(store.writer.check()).rejects.toMatchObject({ reason: "stopped" });
      }
      await untilFaults(2);
      expect(existsSync(filename)).toBe(false);
      renameSync(`${filename}.away`, filename);
      await untilWritable(store);
      await create("after");
      expect(await names()).toEqual(["before", "after"]);
    },
  );

  it("writes what waits when it is disposed of, leaves nothing in its log, and then takes nothing", async () => {
    const witness = new DatabaseSync(filename, { readOnly: true });
    witness.prepare("select 1 from users").all();
    const writes = Array.from({ length: 300 }, (_, index) => create(`User ${index}`));
    const disposals = Promise.all([store[Symbol.asyncDispose](), store[Symbol.asyncDispose]()]);
    await expect(create("late")).rejects.toMatchObject({ name: "StoreError", reason: "stopped" });
    expect(await Promise.all(writes)).toHaveLength(300);
    await disposals;
    await expect(create("later")).rejects.toMatchObject({ name: "StoreError", reason: "stopped" });
    await expect(store.writer.check()).rejects.toMatchObject({ name: "StoreError", reason: "stopped" });
    await expect(store.queries.users.find(1)).rejects.toMatchObject({ name: "StoreError", reason: "stopped" });
    await expect(store.queries.health.check()).rejects.toMatchObject({ name: "StoreError", reason: "stopped" });
    expect(statSync(`${filename}-wal`).size).toBe(0);
    expect(witness.prepare("select count(*) as count from users").get()).toEqual({ count: 300 });
    witness.close();
    expect(faults).toEqual([]);
  });

  it("refuses input that cannot be sent to its worker, and goes on", async () => {
    const unsendable = () => {};
    await expect(store.writer.run("deleteUser", { id: unsendable as unknown as number }, context)).rejects.toThrow();
    await create("after");
  });
});

/** Waits until a worker answers again, however long its start takes. */
const untilWritable = async (store: DirectoryStore): Promise<void> => {
  for (;;) {
    try {
      return await store.writer.check();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
};

/**
 * How many commits a write-ahead log holds: in the last frame of a commit, the second word of the frame's header is not 0,
 * and a frame belongs to this log when its salts are those of the log (https://www.sqlite.org/fileformat2.html#walformat).
 */
const commitsIn = (filename: string): number => {
  const log = readFileSync(filename);
  const frameBytes = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let offset = 32; offset + frameBytes <= log.length; offset += frameBytes) {
    if (log.readBigUInt64BE(offset + 8) === log.readBigUInt64BE(16) && log.readUInt32BE(offset + 4) !== 0) commits += 1;
  }
  return commits;
};
