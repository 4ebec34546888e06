import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { openStore } from "../../src/core/store/store.ts";
import { type RosterProcess, runFile, startFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { sealingKey, withContacts } from "../support/sealing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const backup = ({ databaseUrl }: TemporaryDirectory, ...commandLine: string[]) =>
  runFile("scripts/backup.ts", commandLine, { DATABASE_URL: databaseUrl });

const makeDirectory = async (databaseUrl: string): Promise<void> => {
  await (await openStore(app, { databaseUrl, sampleData: true }))[Symbol.asyncDispose]();
};

/** Makes the directory large enough for a backup to take its time. */
const enlarge = (directory: TemporaryDirectory, mebibytes: number): void => {
  const file = new DatabaseSync(join(directory.path, "roster.db"));
  file.exec(`
    pragma synchronous = off;
    create table ballast (content blob) strict;
    with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${mebibytes})
    insert into ballast select randomblob(1048576) from counted;
    pragma wal_checkpoint(truncate);
  `);
  file.close();
};

/** What is in a backup, by plain SQL; no file is left beside it. */
const look = <Result>(filename: string, work: (file: DatabaseSync) => Result): Result => {
  const file = new DatabaseSync(filename, { readOnly: true });
  try {
    return work(file);
  } finally {
    file.close();
  }
};

const userIdsIn = (filename: string): readonly number[] =>
  look(filename, (file) =>
    file
      .prepare("select id from users order by id")
      .all()
      .map(({ id }) => Number(id)),
  );

const createKey = async (databaseUrl: string): Promise<string> => {
  const commandLine = ["create", "--name", "test", "--scopes", "users:write"];
  return (await runFile("scripts/keys.ts", commandLine, { DATABASE_URL: databaseUrl })).stdout.trim();
};

/** Creates users until it is told to stop; `acknowledged` has the ids of those that were answered. */
const writeTo = ({ address }: RosterProcess, key: string) => {
  const acknowledged: number[] = [];
  let stopping = false;
  const write = async (): Promise<void> => {
    while (!stopping) {
      const answer = await send(address, "POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
      acknowledged.push((answer.json as { id: number }).id);
    }
  };
  const writers = Promise.all(Array.from({ length: 4 }, write));
  return {
    acknowledged,
    stop: async (): Promise<void> => {
      stopping = true;
      await writers;
    },
  };
};

const isRoot = process.getuid?.() === 0;
const hasPrlimit = spawnSync("prlimit", ["--version"]).status === 0;

describe("npm run backup", () => {
  it("makes one file, for its owner alone, of a directory that no Roster runs on", async () => {
    await using directory = await temporaryDirectory();
    await makeDirectory(directory.databaseUrl);
    const file = join(directory.path, "backups", "one.db");
    const { exitCode, stdout, stderr } = await backup(directory, file);
    expect(stderr).toMatch(/^100 % .*\n\S+one\.db: 0\.1 MiB, checked\.\n$/);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(await readdir(join(directory.path, "backups"))).toEqual(["one.db"]);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(userIdsIn(file)).toEqual([1, 2]);
    expect(look(file, (open) => open.prepare("pragma journal_mode").get())).toEqual({ journal_mode: "delete" });
  });

  it("has every write that was answered before it began, and is whole, while Roster writes all along", async () => {
    await using directory = await temporaryDirectory();
    const key = await createKey(directory.databaseUrl);
    enlarge(directory, 48);
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    const writing = writeTo(roster, key);
    for (let round = 0; round < 3; round += 1) {
      const enough = writing.acknowledged.length + 20;
      await until(() => writing.acknowledged.length >= enough);
      const before = [...writing.acknowledged];
      const file = join(directory.path, `${round}.db`);
      const { exitCode, stderr } = await backup(directory, file);
      expect(exitCode, stderr).toBe(0);
      expect(stderr).toContain("100 % (");
      const ids = userIdsIn(file);
      expect(before.filter((id) => !ids.includes(id))).toEqual([]);
      // A moment, and not a mixture: no gap, and as many changes as users.
      expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => index + 1));
      const changes = look(file, (open) =>
        open.prepare("select count(*) as count from changes where subject = 'user'").get(),
      );
      expect(changes).toEqual({ count: ids.length });
    }
    await writing.stop();
    roster.child.kill("SIGTERM");
    expect((await roster.ended).exitCode).toBe(0);
  });

  it("leaves no half file under its name when it is killed, and none at all when it is asked to end", async () => {
    await using directory = await temporaryDirectory();
    await makeDirectory(directory.databaseUrl);
    enlarge(directory, 64);
    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      const target = join(directory.path, signal);
      const running = startFile("scripts/backup.ts", [join(target, "one.db")], { DATABASE_URL: directory.databaseUrl });
      await once(running.child.stderr as NodeJS.ReadableStream, "data");
      running.child.kill(signal);
      expect((await running.ended).signal).toBe(signal);
      const left = await readdir(target);
      expect(left.filter((name) => !/\.partial(?:-journal|-wal|-shm)?$/.test(name))).toEqual([]);
      if (signal === "SIGTERM") expect(left).toEqual([]);
    }
    expect((await backup(directory, join(directory.path, "SIGKILL", "one.db"))).exitCode).toBe(0);
  });

  it.skipIf(!hasPrlimit)("says that the disk is full, and leaves nothing (needs prlimit)", async () => {
    await using directory = await temporaryDirectory();
    await makeDirectory(directory.databaseUrl);
    enlarge(directory, 8);
    const file = join(directory.path, "backups", "one.db");
    const script = ["--fsize=4194304", process.execPath, "scripts/backup.ts", file];
    const { status, stderr } = spawnSync("prlimit", script, {
      env: { PATH: process.env.PATH, DATABASE_URL: directory.databaseUrl },
      encoding: "utf8",
    });
    expect(stderr).toMatch(/^backup: .*the disk is full$/m);
    expect(status).toBe(1);
    expect(await readdir(join(directory.path, "backups"))).toEqual([]);
  });

  it("replaces nothing but an earlier backup, and that when it is told to", async () => {
    await using directory = await temporaryDirectory();
    await makeDirectory(directory.databaseUrl);
    const [file, note] = [join(directory.path, "one.db"), join(directory.path, "note.txt")];
    await writeFile(note, "mind the gap".repeat(20));
    expect((await backup(directory, file)).exitCode).toBe(0);
    const again = await backup(directory, file);
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("--force") });
    expect((await backup(directory, file, "--force")).exitCode).toBe(0);
    expect(await backup(directory, note, "--force")).toMatchObject({
      exitCode: 1,
      stderr: `backup: ${note} is no backup of Roster's, and is not replaced.\n`,
    });
    expect(await readFile(note, "utf8")).toMatch(/^mind the gap/);
    expect((await readdir(directory.path)).toSorted()).toEqual(["note.txt", "one.db", "roster.db"]);
  });

  it("does not replace a database that somebody uses", async () => {
    await using directory = await temporaryDirectory();
    await using other = await temporaryDirectory();
    await makeDirectory(directory.databaseUrl);
    const roster = await startRosterProcess({ DATABASE_URL: other.databaseUrl });
    const { exitCode, stderr } = await backup(directory, join(other.path, "roster.db"), "--force");
    expect(stderr).toMatch(/is in use as a database/);
    expect(exitCode).toBe(1);
    roster.child.kill("SIGTERM");
    await roster.ended;
  });

  it("has no key in it, and says which key to keep elsewhere", async () => {
    await using directory = await temporaryDirectory();
    const key = sealingKey("k1");
    await withContacts(directory.databaseUrl, [key], async ({ store: { writer }, contacts }) => {
      const { id } = await writer.run("createUser", { name: "A", age: 1 }, { actor: "test" });
      await writer.run("putContact", contacts.seal({ userId: id, email: "a@example.com" }), { actor: "test" });
    });
    const file = join(directory.path, "one.db");
    const { stderr } = await backup(directory, file);
    expect(stderr).toContain(
      "Contacts in it are sealed with k1, and the key is not in it: keep a copy of SEALING_KEYS",
    );
    expect((await readFile(file)).includes(key.secret.export())).toBe(false);
  });

  it.each<{ name: string; commandLine: string[]; environment?: Record<string, string>; line: RegExp }>([
    { name: "no file", commandLine: [], line: /^backup: Which file\? Try --help\.$/ },
    { name: "two files", commandLine: ["a.db", "b.db"], line: /"b\.db" is one argument too many/ },
    { name: "an unknown option", commandLine: ["a.db", "--all"], line: /--all/ },
    {
      name: "PostgreSQL, whose URL is not shown",
      commandLine: ["a.db"],
      environment: { DATABASE_URL: "postgres://roster:secret@localhost/roster" },
      line: /^backup: (?!.*secret).*pg_dump/,
    },
  ])("refuses $name in one line", async ({ commandLine, environment = {}, line }) => {
    await using directory = await temporaryDirectory();
    const settings = { DATABASE_URL: directory.databaseUrl, ...environment };
    const { exitCode, stderr } = await runFile("scripts/backup.ts", commandLine, settings);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr.trimEnd()).toMatch(line);
    expect(exitCode).toBe(1);
    expect(await readdir(directory.path)).toEqual([]);
  });

  it("refuses a database that is missing, the database itself, and one that is damaged, in one line each", async () => {
    await using directory = await temporaryDirectory();
    const [database, file] = [join(directory.path, "roster.db"), join(directory.path, "b", "one.db")];
    expect((await backup(directory, file)).stderr).toBe(`backup: There is no database ${database}\n`);
    await makeDirectory(directory.databaseUrl);
    expect((await backup(directory, database, "--force")).stderr).toBe(`backup: ${database} is the database itself.\n`);
    const bytes = await readFile(database);
    bytes.fill(0xff, 8_192, 20_480);
    await writeFile(database, bytes);
    const { exitCode, stderr } = await backup(directory, file);
    expect(stderr).toMatch(/\nbackup: The copy of \S+ is damaged \(.*\)\n$/);
    expect(exitCode).toBe(1);
    expect(await readdir(join(directory.path, "b"))).toEqual([]);
  });

  it.skipIf(isRoot || process.platform === "win32")("says where it may not write", async () => {
    await using directory = await temporaryDirectory();
    await makeDirectory(directory.databaseUrl);
    await chmod(directory.path, 0o500);
    const { exitCode, stderr } = await backup(directory, join(directory.path, "one.db"));
    await chmod(directory.path, 0o700);
    expect(stderr).toMatch(/^backup: \S+one\.db cannot be written: EACCES\n$/);
    expect(exitCode).toBe(1);
  });
});
