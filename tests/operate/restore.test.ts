import { existsSync } from "node:fs";
import { copyFile, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { openStore } from "../../src/core/store/store.ts";
import { formatSealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { sealingKey, withContacts } from "../support/sealing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";

const context = { actor: "test" };

const run = (script: string, { databaseUrl }: TemporaryDirectory, commandLine: string[], environment = {}) =>
  runFile(`scripts/${script}.ts`, commandLine, { DATABASE_URL: databaseUrl, ...environment });

const databaseIn = ({ path }: TemporaryDirectory): string => join(path, "roster.db");

/** Adds users to a directory, which is made where it is missing. */
const addUsers = async ({ databaseUrl }: TemporaryDirectory, ...names: readonly string[]): Promise<void> => {
  await using store = await openStore(app, { databaseUrl, sampleData: false });
  for (const name of names) await store.writer.run("createUser", { name, age: 1 }, context);
};

const namesIn = (filename: string): readonly unknown[] => {
  const file = new DatabaseSync(filename, { readOnly: true });
  const rows = file.prepare("select name from users order by id").all();
  file.close();
  return rows.map(({ name }) => name);
};

/** A directory with Ada, a backup of it, and then Bob. */
const withBackup = async (directory: TemporaryDirectory): Promise<string> => {
  await addUsers(directory, "Ada");
  const file = join(directory.path, "backup.db");
  expect((await run("backup", directory, [file])).exitCode).toBe(0);
  await addUsers(directory, "Bob");
  return file;
};

const keptIn = async ({ path }: TemporaryDirectory): Promise<readonly string[]> =>
  (await readdir(path)).filter((name) => name.startsWith("roster.db.before-")).toSorted();

describe("npm run restore", () => {
  it("puts the backup in the place of the directory, which it keeps, and Roster goes on from there", async () => {
    await using directory = await temporaryDirectory();
    const file = await withBackup(directory);
    const { exitCode, stdout, stderr } = await run("restore", directory, [file]);
    const [kept = "", ...others] = await keptIn(directory);
    expect(stderr).toContain(`${databaseIn(directory)} is what ${file} was.\n`);
    expect(stderr).toContain(`What was there is kept as ${join(directory.path, kept)}.\n`);
    expect({ exitCode, stdout, others }).toEqual({ exitCode: 0, stdout: "", others: [] });
    expect(namesIn(join(directory.path, kept))).toEqual(["Ada", "Bob"]);
    if (process.platform !== "win32") expect((await stat(databaseIn(directory))).mode & 0o777).toBe(0o600);
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    expect((await send(roster.address, "GET", "/api/users")).json).toEqual([{ id: 1, name: "Ada", age: 1 }]);
    roster.child.kill("SIGTERM");
    await roster.ended;
    // The backup is as good as before.
    expect((await run("restore", directory, [file])).exitCode).toBe(0);
    expect(await keptIn(directory)).toHaveLength(2);
  });

  it("makes the directory where there is none, and takes no log for its own that lies there", async () => {
    await using directory = await temporaryDirectory();
    await using elsewhere = await temporaryDirectory();
    const file = await withBackup(directory);
    await writeFile(`${databaseIn(elsewhere)}-wal`, await readFile(file));
    const { exitCode, stderr } = await run("restore", elsewhere, [file]);
    expect(stderr).not.toContain("kept");
    expect(exitCode).toBe(0);
    expect(namesIn(databaseIn(elsewhere))).toEqual(["Ada"]);
    expect(existsSync(`${databaseIn(elsewhere)}-wal`)).toBe(false);
  });

  it("keeps what a Roster that was killed had written, its log included", async () => {
    await using directory = await temporaryDirectory();
    const file = await withBackup(directory);
    const key = (await run("keys", directory, ["create", "--name", "test", "--scopes", "users:write"])).stdout.trim();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    await send(roster.address, "POST", "/api/users", { key, body: { name: "Carol", age: 1 } });
    roster.child.kill("SIGKILL");
    await roster.ended;
    expect((await stat(`${databaseIn(directory)}-wal`)).size).toBeGreaterThan(0);
    expect((await run("restore", directory, [file])).exitCode).toBe(0);
    expect(namesIn(databaseIn(directory))).toEqual(["Ada"]);
    const [kept = ""] = await keptIn(directory);
    expect(namesIn(join(directory.path, kept))).toEqual(["Ada", "Bob", "Carol"]);
  });

  it("touches nothing while a Roster runs, which goes on", async () => {
    await using directory = await temporaryDirectory();
    const file = await withBackup(directory);
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    for (const options of [[], ["--force"]]) {
      const { exitCode, stderr } = await run("restore", directory, [file, ...options]);
      expect(stderr).toContain(`restore: ${databaseIn(directory)} is in use: stop the service`);
      expect(exitCode).toBe(1);
    }
    expect((await send(roster.address, "GET", "/readyz")).status).toBe(200);
    expect((await send(roster.address, "GET", "/api/users")).json).toHaveLength(2);
    expect((await readdir(directory.path)).filter((name) => /before|partial/.test(name))).toEqual([]);
    roster.child.kill("SIGTERM");
    await roster.ended;
  });

  it("replaces a damaged directory, and where somebody may still use it, only when it is told that nobody does", async () => {
    await using directory = await temporaryDirectory();
    const file = await withBackup(directory);
    const rubbish = "this is no database".repeat(1_000);
    await writeFile(databaseIn(directory), rubbish);
    expect((await run("restore", directory, [file])).exitCode).toBe(0);
    expect(namesIn(databaseIn(directory))).toEqual(["Ada"]);
    await writeFile(databaseIn(directory), rubbish);
    await writeFile(`${databaseIn(directory)}-wal`, "rubbish");
    const refused = await run("restore", directory, [file]);
    expect(refused.stderr).toMatch(
      /is damaged, and what lies beside it may mean that a service still uses it: .*--force\n$/,
    );
    expect(refused.exitCode).toBe(1);
    expect(await readFile(databaseIn(directory), "utf8")).toBe(rubbish);
    expect((await run("restore", directory, [file, "--force"])).exitCode).toBe(0);
    expect(namesIn(databaseIn(directory))).toEqual(["Ada"]);
    expect((await keptIn(directory)).filter((name) => name.endsWith("-wal"))).toHaveLength(1);
  });

  it("says which sealing key is missing, and opens the contacts with it", async () => {
    await using directory = await temporaryDirectory();
    await using elsewhere = await temporaryDirectory();
    const key = sealingKey("k1");
    await withContacts(directory.databaseUrl, [key], async ({ store: { writer }, contacts }) => {
      await writer.run("createUser", { name: "Ada", age: 1 }, context);
      await writer.run("putContact", contacts.seal({ userId: 1, email: "ada@example.com" }), context);
    });
    const file = join(directory.path, "backup.db");
    await run("backup", directory, [file]);
    const without = await run("restore", elsewhere, [file]);
    expect(without.stderr).toContain("Contacts in it are sealed with k1, which is not at hand");
    expect(without.exitCode).toBe(0);
    const having = await run("restore", elsewhere, [file], { SEALING_KEYS: formatSealingKey(key) });
    expect(having.stderr).not.toContain("sealed with");
    await withContacts(elsewhere.databaseUrl, [key], async ({ contacts }) => {
      expect(await contacts.find(1)).toEqual({ userId: 1, email: "ada@example.com" });
    });
  });

  const bad: Readonly<Record<string, { make: (file: string, good: string) => Promise<unknown>; line: RegExp }>> = {
    "that is missing": { make: async () => {}, line: /^restore: There is no backup \S+bad\.db\.$/ },
    "that is empty": { make: (file) => writeFile(file, ""), line: /bad\.db holds no records$/ },
    "that is no database": { make: (file) => writeFile(file, "x".repeat(9_999)), line: /bad\.db is not a SQLite/ },
    "that was cut off": {
      make: async (file, good) => writeFile(file, (await readFile(good)).subarray(0, 40_960)),
      line: /bad\.db is damaged/,
    },
    "with a page of rubbish": {
      make: async (file, good) => writeFile(file, (await readFile(good)).fill(0xff, 8_192, 20_480)),
      line: /bad\.db is damaged/,
    },
    "of something else": {
      make: async (file) => {
        const other = new DatabaseSync(file);
        other.exec("create table things (id)");
        other.close();
      },
      line: /bad\.db is a SQLite database of another application/,
    },
    "of a newer Roster": {
      make: async (file, good) => {
        await copyFile(good, file);
        const newer = new DatabaseSync(file);
        newer.exec("insert into migrations values (999, 'future', '2999')");
        newer.close();
      },
      line: /bad\.db was written by a newer version/,
    },
    "that is a database in use": {
      make: async (file, good) => {
        await copyFile(good, file);
        await writeFile(`${file}-wal`, "not empty");
      },
      line: /bad\.db is a database in use, or was/,
    },
  };
  it.each(Object.entries(bad))("refuses a backup %s in one line, and touches nothing", async (_, { make, line }) => {
    await using directory = await temporaryDirectory();
    const good = await withBackup(directory);
    const file = join(directory.path, "bad.db");
    await make(file, good);
    const before = (await readdir(directory.path)).toSorted();
    const { exitCode, stderr } = await run("restore", directory, [file]);
    const said = stderr.split("\n").filter((text) => text !== "" && !/^\d+ % \(/.test(text));
    expect(said).toEqual([expect.stringMatching(line)]);
    expect(exitCode).toBe(1);
    expect((await readdir(directory.path)).toSorted()).toEqual(before);
    expect(namesIn(databaseIn(directory))).toEqual(["Ada", "Bob"]);
  });

  it("refuses to replace a database of something else", async () => {
    await using directory = await temporaryDirectory();
    await using elsewhere = await temporaryDirectory();
    const file = await withBackup(directory);
    const other = new DatabaseSync(databaseIn(elsewhere));
    other.exec("create table things (id)");
    other.close();
    const { exitCode, stderr } = await run("restore", elsewhere, [file, "--force"]);
    expect(stderr).toMatch(/is a SQLite database of another application\n$/);
    expect(exitCode).toBe(1);
    expect(await readdir(elsewhere.path)).toEqual(["roster.db"]);
  });
});
