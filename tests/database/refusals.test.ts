import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { DatabaseError } from "../../src/core/database/database-error.ts";
import { openStore } from "../../src/core/store/store.ts";
import { startChild } from "../store/child.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const isWindows = process.platform === "win32";
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

describe("a SQLite file", () => {
  let temporary: Awaited<ReturnType<typeof temporaryDirectory>>;
  let filename: string;
  beforeEach(async () => {
    temporary = await temporaryDirectory();
    filename = join(temporary.path, "roster.db");
  });
  afterEach(() => temporary[Symbol.asyncDispose]());

  const open = (databaseUrl = filename) => openStore(app, { databaseUrl, sampleData: true });
  const opened = async (): Promise<void> => (await open())[Symbol.asyncDispose]();
  /** Changes the file by plain SQL. */
  const change = (text: string): void => {
    const file = new DatabaseSync(filename);
    file.exec(text);
    file.close();
  };
  /** Opening must be refused in one line that names the file, and must leave it as it was. */
  const expectRefusal = async (message: string, named = filename): Promise<void> => {
    const before = statSync(named).isFile() ? readFileSync(named) : undefined;
    const refusal = await open(named).then(
      () => new Error("it was opened"),
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(DatabaseError);
    expect(refusal).toHaveProperty("message", expect.stringContaining(message));
    expect(refusal).toHaveProperty("message", expect.stringContaining(named));
    expect(refusal).toHaveProperty("message", expect.not.stringContaining("\n"));
    if (before !== undefined) expect(readFileSync(named).equals(before)).toBe(true);
  };

  it("is refused when a newer version wrote it", async () => {
    await opened();
    change("insert into migrations values (999, 'later', '2030-01-01T00:00:00.000Z')");
    await expectRefusal("was written by a newer version: migrations has number 999");
  });

  it("is refused when it is a database of something else", async () => {
    change("create table things (id integer)");
    await expectRefusal("is a SQLite database of another application");
    change("create table migrations (number integer)");
    await expectRefusal("is a SQLite database of another application");
    change("drop table things; drop table migrations; pragma application_id = 7");
    await expectRefusal("is a SQLite database of another application");
  });

  it("is refused when it is no database", async () => {
    writeFileSync(filename, "Dear diary, today was a day like any other, and so I write this.\n".repeat(100));
    await expectRefusal("is not a SQLite database");
    writeFileSync(filename, randomBytes(10));
    await expectRefusal("is not a SQLite database");
  });

  it("is refused when its end is missing", async () => {
    await opened();
    truncateSync(filename, statSync(filename).size - 4_096);
    await expectRefusal("is damaged");
    truncateSync(filename, 8_192 + 100);
    await expectRefusal("is damaged");
  });

  it("is refused when a page of it is damaged, wherever that is", async () => {
    await opened();
    const sound = readFileSync(filename);
    for (let page = 1; page < sound.length / 4_096; page += 1) {
      const damaged = Buffer.from(sound);
      damaged.fill(randomBytes(64), page * 4_096, page * 4_096 + 64);
      writeFileSync(filename, damaged);
      await expectRefusal("is damaged");
    }
  });

  it("is refused when it is a directory, or no regular file", async () => {
    mkdirSync(filename);
    await expectRefusal("is a directory");
    const pipe = join(temporary.path, "pipe");
    if (isWindows) return;
    execFileSync("mkfifo", [pipe]);
    await expectRefusal("is not a regular file", pipe);
  });

  it.skipIf(isWindows)("is refused when it may not be read, or not be written", async () => {
    await opened();
    chmodSync(temporary.path, 0o755);
    for (const mode of [0o000, 0o444]) {
      chmodSync(filename, mode);
      expect(await asSomebodyElse(filename)).toMatch(
        /^DatabaseError: .*roster\.db cannot be read and written: EACCES$/,
      );
    }
    // A directory in which SQLite cannot keep its log.
    chmodSync(filename, 0o666);
    if (isRoot) expect(await asSomebodyElse(filename)).toContain(`${temporary.path} cannot be read and written`);
    chmodSync(temporary.path, 0o777);
  });
});

/** What a process without privileges says about a file. Root may do everything, and so is somebody else here. */
const asSomebodyElse = async (filename: string): Promise<string> => {
  await using child = startChild("open", isRoot ? [filename, String(nobody)] : [filename]);
  await child.line();
  child.tell("open");
  return await child.line();
};
