import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { maximumData } from "../../src/directory/commands/putDatum.ts";
import { createAllQueries } from "../support/queries.ts";
import { engines } from "./engines.ts";

describe.each(engines)("commands on $name", ({ open, violations }) => {
  let directory: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    directory = await open();
  });
  afterEach(() => directory[Symbol.asyncDispose]());

  const queries = () => createAllQueries(directory.database);
  const changes = () =>
    directory.database
      .selectFrom("changes")
      .select(["subject", "subject_id", "kind", "actor"])
      .orderBy("sequence")
      .execute();

  describe("on users", () => {
    it("create, change and delete, and record who did what", async () => {
      const { run } = directory;
      const carol = await run("createUser", { name: "Carol", age: 41 }, "first");
      expect(await queries().users.find(carol.id)).toEqual({ id: carol.id, name: "Carol", age: 41 });
      expect(await run("updateUser", { id: carol.id, patch: { age: 42 } }, "second")).toEqual({ ...carol, age: 42 });
      expect(await run("updateUser", { id: carol.id, patch: { name: "Karol" } }, "third")).toEqual({
        ...carol,
        name: "Karol",
        age: 42,
      });
      expect(await queries().users.find(carol.id)).toEqual({ id: carol.id, name: "Karol", age: 42 });
      expect(await run("deleteUser", { id: carol.id }, "fourth")).toBe("deleted");
      expect(await queries().users.find(carol.id)).toBeUndefined();
      const subject = { subject: "user", subject_id: String(carol.id) };
      expect(await changes()).toEqual([
        { ...subject, kind: "created", actor: "first" },
        { ...subject, kind: "updated", actor: "second" },
        { ...subject, kind: "updated", actor: "third" },
        { ...subject, kind: "deleted", actor: "fourth" },
      ]);
    });

    it("find a changed name where it then belongs", async () => {
      const { id } = await directory.run("createUser", { name: "Carol", age: 41 });
      await directory.run("updateUser", { id, patch: { name: "Straße" } });
      const list = (namePrefix: string) => queries().users.list({ limit: 5, sort: "name", namePrefix });
      expect((await list("STRASSE")).items).toHaveLength(1);
      expect((await list("carol")).items).toHaveLength(0);
    });

    it("never give an id out twice", async () => {
      const first = await directory.run("createUser", { name: "A", age: 1 });
      await directory.run("deleteUser", { id: first.id });
      expect((await directory.run("createUser", { name: "B", age: 1 })).id).toBeGreaterThan(first.id);
    });

    it("do nothing, and record nothing, where there is nobody or nothing changes", async () => {
      expect(await directory.run("updateUser", { id: 7, patch: { age: 1 } })).toBe("missing");
      expect(await directory.run("deleteUser", { id: 7 })).toBe("missing");
      const user = await directory.run("createUser", { name: "A", age: 1 });
      expect(await directory.run("updateUser", { id: user.id, patch: {} })).toEqual(user);
      expect(await directory.run("updateUser", { id: user.id, patch: { name: user.name, age: user.age } })).toEqual(
        user,
      );
      expect(await changes()).toHaveLength(1);
    });
  });

  describe("on data", () => {
    it("create, replace and delete, and record who did what", async () => {
      const { run } = directory;
      expect(await run("putDatum", { key: "k", value: "1" }, "first")).toBe("created");
      expect(await run("putDatum", { key: "k", value: "2" }, "second")).toBe("replaced");
      expect(await run("putDatum", { key: "k", value: "2" }, "third")).toBe("replaced");
      expect(await queries().data.find("k")).toEqual({ key: "k", value: "2" });
      expect(await run("deleteDatum", { key: "k" }, "fourth")).toBe("deleted");
      expect(await run("deleteDatum", { key: "k" }, "fifth")).toBe("missing");
      expect(await queries().data.find("k")).toBeUndefined();
      const subject = { subject: "datum", subject_id: "k" };
      expect(await changes()).toEqual([
        { ...subject, kind: "created", actor: "first" },
        { ...subject, kind: "updated", actor: "second" },
        { ...subject, kind: "deleted", actor: "fourth" },
      ]);
    });

    it("hold as many pairs as they may and not one more, and still replace", async () => {
      for (let index = 0; index < maximumData; index += 1) {
        expect(await directory.run("putDatum", { key: `k${index}`, value: "" })).toBe("created");
      }
      expect(await directory.run("putDatum", { key: "more", value: "" })).toBe("full");
      expect(await queries().data.find("more")).toBeUndefined();
      expect(await directory.run("putDatum", { key: "k1", value: "x" })).toBe("replaced");
      await directory.run("deleteDatum", { key: "k2" });
      expect(await directory.run("putDatum", { key: "more", value: "" })).toBe("created");
    });

    it("are read in the order of their keys, whatever a key means elsewhere", async () => {
      const keys = ["toString", "b", "constructor", "B", "hasOwnProperty", "a.b", "a-b"];
      for (const key of keys) await directory.run("putDatum", { key, value: `of ${key}` });
      const all = await queries().data.all();
      expect(Object.keys(all)).toEqual([...keys].sort());
      expect(all.constructor).toBe("of constructor");
      expect(all.valueOf).toBeUndefined();
    });
  });

  describe("on keys", () => {
    const key = { id: "k1", name: "CI", secretHash: "a".repeat(64), scopes: ["users:write", "data:write"] };

    it("keep what they were given", async () => {
      await directory.run("createKey", key);
      await directory.run("createKey", {
        ...key,
        id: "k2",
        secretHash: "b".repeat(64),
        expiresAt: "2030-01-01T00:00:00.000Z",
      });
      const [first, second] = await queries().keys.list();
      expect(first).toEqual({ ...key, createdAt: expect.stringMatching(/^\d{4}-.*Z$/) });
      expect(second).toMatchObject({ id: "k2", expiresAt: "2030-01-01T00:00:00.000Z" });
      expect(await queries().keys.find("k1")).toEqual(first);
      expect(await queries().keys.find("nobody")).toBeUndefined();
    });

    it("refuse an id or a secret that is there already", async () => {
      await directory.run("createKey", key);
      await expect(directory.run("createKey", { ...key, secretHash: "c".repeat(64) })).rejects.toThrow(
        violations.unique,
      );
      await expect(directory.run("createKey", { ...key, id: "k2" })).rejects.toThrow(violations.unique);
    });

    it("revoke for good, and as of the first time", async () => {
      await directory.run("createKey", key);
      expect(await directory.run("revokeKey", { id: "k1" })).toBe(true);
      const revoked = await queries().keys.find("k1");
      expect(revoked?.revokedAt).toBeDefined();
      expect(await directory.run("revokeKey", { id: "k1" })).toBe(true);
      expect(await queries().keys.find("k1")).toEqual(revoked);
      expect(await directory.run("revokeKey", { id: "nobody" })).toBe(false);
    });

    it("never move the last use back", async () => {
      await directory.run("createKey", key);
      const use = async (usedAt: string) => {
        await directory.run("recordKeyUse", {
          uses: [
            { id: "k1", usedAt },
            { id: "nobody", usedAt },
          ],
        });
        return (await queries().keys.find("k1"))?.lastUsedAt;
      };
      expect(await use("2026-02-01T00:00:00.000Z")).toBe("2026-02-01T00:00:00.000Z");
      expect(await use("2026-01-01T00:00:00.000Z")).toBe("2026-02-01T00:00:00.000Z");
      expect(await use("2026-02-01T00:00:00.001Z")).toBe("2026-02-01T00:00:00.001Z");
    });
  });

  it("that are unknown are a fault", async () => {
    const unknown = "constructor" as "deleteUser";
    await expect(directory.run(unknown, { id: 1 })).rejects.toThrow("There is no command constructor");
  });

  it("find the secret that signs cursors, 32 bytes that every process shares", async () => {
    const secret = await queries().secrets.find("cursor");
    expect(secret).toHaveLength(32);
    expect(await queries().secrets.find("cursor")).toEqual(secret);
  });
});
