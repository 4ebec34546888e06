import { chmod, copyFile, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatSealingKey, parseSealingKeys, type SealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { type RosterProcess, runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { sealingKey, withContacts } from "../support/sealing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";

const isWindows = process.platform === "win32";

const keyFileIn = ({ path }: TemporaryDirectory): string => join(path, "roster.db.sealing-keys");

const start = ({ databaseUrl }: TemporaryDirectory, environment: Record<string, string> = {}) =>
  startRosterProcess({ DATABASE_URL: databaseUrl, ...environment });

const stop = async ({ child, ended }: RosterProcess): Promise<void> => {
  child.kill("SIGTERM");
  expect((await ended).exitCode).toBe(0);
};

/** What a start says that does not come about: one line. */
const refusal = async (
  { databaseUrl }: TemporaryDirectory,
  environment: Record<string, string> = {},
): Promise<string> => {
  const { exitCode, stderr } = await runFile("src/start.js", [], {
    DATABASE_URL: databaseUrl,
    PORT: "0",
    ...environment,
  });
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(exitCode).toBe(1);
  return stderr;
};

const apiKey = async ({ databaseUrl }: TemporaryDirectory): Promise<string> => {
  const commandLine = ["create", "--name", "test", "--scopes", "contacts:read,contacts:write"];
  return (await runFile("scripts/keys.ts", commandLine, { DATABASE_URL: databaseUrl })).stdout.trim();
};

/** Stores a contact under this key. */
const storeContact = async ({ databaseUrl }: TemporaryDirectory, key: SealingKey): Promise<void> => {
  await withContacts(databaseUrl, [key], async ({ store, contacts }) => {
    const { id } = await store.writer.run("createUser", { name: "A", age: 1 }, { actor: "test" });
    await store.writer.run("putContact", contacts.seal({ userId: id, email: "a@example.com" }), { actor: "test" });
  });
};

describe("without SEALING_KEYS, a start", () => {
  it("makes a key file beside the database, says so, and opens with it what it sealed before", async () => {
    await using directory = await temporaryDirectory();
    const key = await apiKey(directory);
    const first = await start(directory);
    const address = "/api/users/1/contact";
    await send(first.address, "PUT", address, { key, body: { email: "alice@example.com" } });
    await stop(first);
    expect(first.stdout()).toContain(keyFileIn(directory));
    const file = await readFile(keyFileIn(directory), "utf8");
    expect(parseSealingKeys(file)).toHaveLength(1);
    expect(first.stdout()).not.toContain(file.trim().split(":")[1]);

    const second = await start(directory);
    expect((await send(second.address, "GET", address, { key })).json).toEqual({
      userId: 1,
      email: "alice@example.com",
    });
    await stop(second);
    expect(second.stdout()).not.toContain("sealing-keys");
    expect(await readFile(keyFileIn(directory), "utf8")).toBe(file);
  });

  it.skipIf(isWindows)("makes the file readable by nobody else, and takes none that others can read", async () => {
    await using directory = await temporaryDirectory();
    await stop(await start(directory));
    expect((await stat(keyFileIn(directory))).mode & 0o777).toBe(0o600);
    await chmod(keyFileIn(directory), 0o640);
    expect(await refusal(directory)).toContain(`The key file ${keyFileIn(directory)} is open to others: chmod 600`);
  });

  it("makes one key, when several processes start at the same moment, and leaves nothing else behind", async () => {
    await using directory = await temporaryDirectory();
    const processes = await Promise.all(Array.from({ length: 3 }, () => start(directory)));
    await Promise.all(processes.map(stop));
    expect(processes.filter(({ stdout }) => stdout().includes("a key to encrypt contacts with was made"))).toHaveLength(
      1,
    );
    expect((await readdir(directory.path)).filter((name) => name.includes("sealing"))).toEqual([
      "roster.db.sealing-keys",
    ]);
  });

  it("takes a file with several keys, the newest first", async () => {
    await using directory = await temporaryDirectory();
    const [old, newest] = [sealingKey("old"), sealingKey("newest")];
    await storeContact(directory, old);
    await writeFile(keyFileIn(directory), `${formatSealingKey(newest)}\n${formatSealingKey(old)}\n`, { mode: 0o600 });
    const key = await apiKey(directory);
    const roster = await start(directory);
    expect((await send(roster.address, "GET", "/api/users/1/contact", { key })).status).toBe(200);
    await stop(roster);
  });

  it("is refused where contacts are sealed and the file is gone, and makes no other", async () => {
    await using directory = await temporaryDirectory();
    await storeContact(directory, sealingKey("lost"));
    expect(await refusal(directory)).toBe(
      `roster: Contacts are sealed, and the key file ${keyFileIn(directory)} is missing: restore it, or set SEALING_KEYS.\n`,
    );
    await expect(stat(keyFileIn(directory))).rejects.toThrow("ENOENT");
  });

  it("is refused where the file holds something else", async () => {
    await using directory = await temporaryDirectory();
    await writeFile(keyFileIn(directory), "first:secret", { mode: 0o600 });
    expect(await refusal(directory)).toMatch(/The key file \S+ *: key 1 is not id:secret/);
  });

  it("is refused in production, before there is a database, and whatever is beside it", async () => {
    await using directory = await temporaryDirectory();
    await using other = await temporaryDirectory();
    await stop(await start(other));
    await copyFile(keyFileIn(other), keyFileIn(directory));
    expect(await refusal(directory, { NODE_ENV: "production" })).toMatch(/NODE_ENV=production needs SEALING_KEYS/);
    expect(await readdir(directory.path)).toEqual(["roster.db.sealing-keys"]);
  });
});

describe("with SEALING_KEYS, a start", () => {
  it("makes no key file", async () => {
    await using directory = await temporaryDirectory();
    await stop(await start(directory, { SEALING_KEYS: formatSealingKey(sealingKey("one")) }));
    expect(await readdir(directory.path)).toEqual(["roster.db"]);
  });

  it.each([
    { name: "lacks a key in use", id: "other", line: /sealed with the key one, which SEALING_KEYS does not have\.$/m },
    {
      name: "has another key of the same name",
      id: "one",
      line: /sealed with another key one than the one in SEALING_KEYS\.$/m,
    },
  ])("is refused when it $name", async ({ id, line }) => {
    await using directory = await temporaryDirectory();
    await storeContact(directory, sealingKey("one"));
    expect(await refusal(directory, { SEALING_KEYS: formatSealingKey(sealingKey(id)) })).toMatch(line);
  });
});

describe("npm run keys -- sealing-key", () => {
  it("prints a key that SEALING_KEYS takes, another each time, and needs no database", async () => {
    const runs = await Promise.all([1, 2].map(() => runFile("scripts/keys.ts", ["sealing-key"])));
    const keys = runs.map(({ stdout }) => stdout.trim());
    expect(new Set(keys).size).toBe(2);
    expect(keys.flatMap(parseSealingKeys)).toHaveLength(2);
    await using directory = await temporaryDirectory();
    await stop(await start(directory, { SEALING_KEYS: keys.join(","), NODE_ENV: "production" }));
    await rm(directory.path, { recursive: true });
  });
});
