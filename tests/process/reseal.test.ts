import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { formatSealingKey, type SealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { createHome } from "../hostile/home.ts";
import { runFile, startFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { sealingKey, withContacts } from "../support/sealing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";

const context = { actor: "test" };
const [oldest, old, newest] = [sealingKey("oldest"), sealingKey("old"), sealingKey("newest")];

type Place = Pick<TemporaryDirectory, "path" | "databaseUrl">;

const environmentOf = ({ databaseUrl }: Place, ...keys: readonly SealingKey[]) => ({
  DATABASE_URL: databaseUrl,
  SEALING_KEYS: keys.map(formatSealingKey).join(","),
});

const reseal = (directory: TemporaryDirectory, ...keys: readonly SealingKey[]) =>
  runFile("scripts/keys.ts", ["reseal"], environmentOf(directory, ...keys));

const emailOf = (userId: number): string => `user-${userId}@example.com`;

/** Adds users whose contacts are sealed with the first of these keys. */
const fill = ({ databaseUrl }: Place, count: number, ...keys: readonly SealingKey[]) =>
  withContacts(databaseUrl, keys, async ({ store: { writer }, contacts }) => {
    const create = async (): Promise<void> => {
      const { id } = await writer.run("createUser", { name: "A", age: 1 }, context);
      await writer.run("putContact", contacts.seal({ userId: id, email: emailOf(id) }), context);
    };
    await Promise.all(Array.from({ length: count }, create));
  });

const openFile = ({ path }: Place): DatabaseSync => new DatabaseSync(join(path, "roster.db"), { timeout: 10_000 });

/** How many contacts are sealed with each key. */
const countByKey = (file: DatabaseSync): Readonly<Record<string, number>> =>
  Object.fromEntries(
    file
      .prepare("select key_id, count(*) as count from contacts group by key_id")
      .all()
      .map(({ key_id, count }) => [key_id, count]),
  );

const keysOf = (directory: TemporaryDirectory) => {
  const file = openFile(directory);
  const counts = countByKey(file);
  const inUse = file.prepare("select id from sealing_keys order by id").all();
  file.close();
  return { counts, inUse: inUse.map(({ id }) => id) };
};

describe("npm run keys -- reseal", () => {
  it("moves contacts under three keys to the newest, says how far it is, and forgets the others", async () => {
    await using directory = await temporaryDirectory();
    await fill(directory, 150, oldest);
    await fill(directory, 150, old, oldest);
    await fill(directory, 50, newest, old, oldest);
    expect(keysOf(directory).counts).toEqual({ oldest: 150, old: 150, newest: 50 });
    const { exitCode, stdout, stderr } = await reseal(directory, newest, old, oldest);
    expect(stderr).toContain("33 % (100 of 300)\n");
    expect(stderr).toContain("100 % (300 of 300)\n");
    expect(stderr).toContain("Contacts moved to the key newest: 300. Under another key: 0.\n");
    expect(stderr).toMatch(/No contact needs any more: (old, oldest|oldest, old)\.\n/);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(keysOf(directory)).toEqual({ counts: { newest: 350 }, inUse: ["newest"] });
    // The other keys are not needed any more.
    await withContacts(directory.databaseUrl, [newest], async ({ contacts }) => {
      for (let userId = 1; userId <= 350; userId += 1) {
        expect(await contacts.find(userId)).toEqual({ userId, email: emailOf(userId) });
        expect(await contacts.findByEmail(emailOf(userId))).toMatchObject({ userId });
      }
    });
  });

  it("is safe to kill in the middle and to repeat, while contacts are written", async () => {
    await using directory = await temporaryDirectory();
    const count = 3_000;
    const written = 20;
    await fill(directory, count, old);
    const apiKey = (
      await runFile("scripts/keys.ts", ["create", "--name", "a", "--scopes", "contacts:write"], {
        DATABASE_URL: directory.databaseUrl,
      })
    ).stdout.trim();
    const environment = {
      ...environmentOf(directory, newest, old),
      RATE_LIMIT: "requests=1000000/60,writes=1000000/60",
    };
    const roster = await startRosterProcess(environment);

    // Users 1 to 20 are written again and again, and the last e-mail address that was acknowledged is kept.
    const last = new Map<number, string>();
    let writing = true;
    const writers = Array.from({ length: written }, async (_, index) => {
      for (let round = 0; writing; round += 1) {
        const email = `round-${round}.${index}@example.com`;
        const body = { email };
        const { status } = await send(roster.address, "PUT", `/api/users/${index + 1}/contact`, { key: apiKey, body });
        // 503: the lock was not had, and nothing was written.
        expect([200, 503]).toContain(status);
        if (status === 200) last.set(index + 1, email);
      }
    });

    const interrupted = startFile("scripts/keys.ts", ["reseal"], environmentOf(directory, newest, old));
    await new Promise<void>((resolve) => {
      interrupted.child.stderr?.once("data", () => resolve());
    });
    // With the lock in other hands it can get no further, so that it is in the middle when it is killed.
    const file = openFile(directory);
    file.exec("begin immediate");
    const middle = countByKey(file);
    interrupted.child.kill("SIGKILL");
    expect((await interrupted.ended).signal).toBe("SIGKILL");
    file.exec("rollback");
    file.close();
    expect(middle.newest).toBeGreaterThanOrEqual(100);
    expect(middle.old).toBeGreaterThan(0);

    const { exitCode, stderr } = await reseal(directory, newest, old);
    expect(stderr).toContain("Under another key: 0.\n");
    expect(exitCode).toBe(0);
    writing = false;
    await Promise.all(writers);
    roster.child.kill("SIGTERM");
    expect((await roster.ended).exitCode).toBe(0);

    expect(keysOf(directory)).toEqual({ counts: { newest: count }, inUse: ["newest"] });
    await withContacts(directory.databaseUrl, [newest], async ({ contacts }) => {
      for (let userId = 1; userId <= count; userId += 1) {
        expect(await contacts.find(userId)).toEqual({ userId, email: last.get(userId) ?? emailOf(userId) });
      }
    });
    expect(last.size).toBe(written);
  }, 60_000);

  it("lets others write between its batches, of 100 contacts each", async () => {
    await using home = await createHome();
    const batches = 40;
    await fill(home, batches * 100, old);
    const environment = environmentOf(home, newest, old);
    const roster = await home.start(environment);
    using file = openFile(home);

    const resealing = startFile("scripts/keys.ts", ["reseal"], environment);
    const places: number[] = [];
    while (resealing.child.exitCode === null) {
      const single = { key: home.key, body: { value: String(places.length) } };
      expect([200, 201]).toContain((await send(roster.address, "PUT", "/api/data/single", single)).status);
      places.push(countByKey(file).newest ?? 0);
    }
    expect((await resealing.ended).exitCode).toBe(0);
    const between = new Set(places.filter((count) => count > 0 && count < batches * 100));
    expect(between.size).toBeGreaterThan(batches / 4);
  }, 60_000);

  it("names each contact that it cannot open, moves the others, and fails", async () => {
    await using directory = await temporaryDirectory();
    await fill(directory, 120, old);
    const file = openFile(directory);
    file.exec("update contacts set sealed = zeroblob(length(sealed)) where user_id in (7, 110)");
    file.close();
    const { exitCode, stderr } = await reseal(directory, newest, old);
    expect(stderr).toContain("The contact of user 7 cannot be opened; it stays as it is.\n");
    expect(stderr).toContain("The contact of user 110 cannot be opened; it stays as it is.\n");
    expect(stderr).toContain("Contacts moved to the key newest: 118. Under another key: 2.\n");
    expect(stderr).not.toContain("@");
    expect(exitCode).toBe(1);
    expect(keysOf(directory)).toEqual({ counts: { newest: 118, old: 2 }, inUse: ["newest", "old"] });
  });

  it("is refused in one line when it lacks a key, and moves nothing", async () => {
    await using directory = await temporaryDirectory();
    await fill(directory, 3, old);
    const { exitCode, stderr } = await reseal(directory, newest);
    expect(stderr).toBe("keys: Contacts are sealed with the key old, which SEALING_KEYS does not have.\n");
    expect(exitCode).toBe(1);
    expect(keysOf(directory).counts).toEqual({ old: 3 });
  });

  it("has nothing to do, and says so, where nothing is sealed and where all is sealed with the newest", async () => {
    await using directory = await temporaryDirectory();
    expect(await reseal(directory, newest)).toMatchObject({
      exitCode: 0,
      stderr: "There are no sealed contacts yet.\n",
    });
    await fill(directory, 3, newest);
    expect(await reseal(directory, newest)).toMatchObject({
      exitCode: 0,
      stderr: "Contacts moved to the key newest: 0. Under another key: 0.\n",
    });
  });
});
