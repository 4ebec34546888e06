import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { app } from "../../../src/app.ts";
import { openConnection } from "../../../src/core/database/sqlite/connection.ts";
import { openStore } from "../../../src/core/store/store.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import { startChild } from "../child.ts";

const hasPrlimit = (): boolean => {
  try {
    execFileSync("prlimit", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

describe("on sqlite", () => {
  let temporary: Awaited<ReturnType<typeof temporaryDirectory>>;
  let filename: string;
  beforeEach(async () => {
    temporary = await temporaryDirectory();
    filename = join(temporary.path, "roster.db");
  });
  afterEach(() => temporary[Symbol.asyncDispose]());

  it("an acknowledged write survives kill -9, again and again, and the database stays sound", async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      await using child = startChild("write", [filename]);
      // Killed in the middle of things, each time a little later.
      for (let count = 0; count < 1 + round * 37; count += 1) acknowledged.push(Number(await child.line()));
      child.process.kill("SIGKILL");
      acknowledged.push(...(await child.rest()).map(Number));
      expect(await child.ended).toBe("SIGKILL");
    }
    const file = new DatabaseSync(filename);
    expect(file.prepare("pragma quick_check").get()).toEqual({ quick_check: "ok" });
    const kept = new Set(
      file
        .prepare("select id from users")
        .all()
        .map(({ id }) => id),
    );
    const recorded = file.prepare("select count(distinct subject_id) as count from changes").get()?.count;
    file.close();
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(recorded).toBe(kept.size);
  });

  it("a commit is on disk when it is acknowledged: the connection that writes waits for the disk", async () => {
    const store = await openStore(app, { databaseUrl: filename, sampleData: false });
    await store[Symbol.asyncDispose]();
    const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: 0 });
    expect(connection.prepare("pragma synchronous").get()).toEqual({ synchronous: 2 });
    expect(connection.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    connection.close();
  });

  it.skipIf(!hasPrlimit())(
    "a full disk fails writes, not reads, and heals without a restart (needs prlimit)",
    async () => {
      await using child = startChild("serve", [filename]);
      expect(await child.line()).toBe("open");
      const ask = async (word: string): Promise<unknown> => {
        child.tell(word);
        return JSON.parse(await child.line());
      };
      expect(await ask("put")).toBe("created");
      expect(await ask("check")).toBe("ready");

      // No file may grow beyond what the log has: as on a full disk, a write fails and nothing else does.
      const limit = (bytes: number | "unlimited"): unknown =>
        execFileSync("prlimit", [`--pid=${child.pid}`, `--fsize=${bytes}:unlimited`]);
      limit(statSync(`${filename}-wal`).size + 8_192);

      const full = await ask("put-many");
      expect(full).toEqual(Array(64).fill("full"));
      expect(await ask("count")).toBe(2);
      expect(await ask("read")).toBe("Alice");
      limit(statSync(`${filename}-wal`).size);
      expect(await ask("check")).toBe("full");
      expect(await ask("check")).toBe("full");

      limit("unlimited");
      expect(await ask("check")).toBe("ready");
      expect(await ask("put-many")).toEqual(Array(64).fill("created"));
      expect(await ask("count")).toBe(66);
    },
  );
});
