import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createQueries, type Queries } from "../../generated/queries.ts";
import { type Contacts, openContacts } from "../../src/directory/contacts.ts";
import type { SealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { sealingKey } from "../support/sealing.ts";
import { engines } from "./engines.ts";

const [oldest, old, newest] = [sealingKey("oldest"), sealingKey("old"), sealingKey("newest")];

describe.each(engines)("contacts on $name", ({ open, violations }) => {
  let directory: Awaited<ReturnType<typeof open>>;
  let queries: Queries;
  beforeEach(async () => {
    directory = await open();
    queries = createQueries(directory.database);
  });
  afterEach(() => directory[Symbol.asyncDispose]());

  const createUser = async (): Promise<number> => (await directory.run("createUser", { name: "A", age: 1 })).id;
  const openWith = (...keys: SealingKey[]): Promise<Contacts> => openContacts(queries.contacts, keys);
  const put = ({ seal }: Contacts, userId: number, email?: string) =>
    directory.run("putContact", seal({ userId, phone: "+493012345678", ...(email !== undefined && { email }) }));
  const changes = () =>
    directory.database.selectFrom("changes").select("kind").where("subject", "=", "contact").execute();
  const rows = () => directory.database.selectFrom("contacts").selectAll().orderBy("user_id").execute();

  const resealAll = async (contacts: Contacts): Promise<number> => {
    const { keyId } = contacts.keys;
    const found = await queries.contacts.listSealedOtherwise({ keyId, afterUserId: 0, limit: 100 });
    return directory.run("resealContacts", { ...contacts.keys, contacts: found.map(contacts.reseal) });
  };

  it("are found by their e-mail address under each of three keys, and by a ring in any order", async () => {
    const rings = [[oldest], [old, oldest], [newest, old, oldest]];
    const emails = ["a@example.com", "b@example.com", "c@example.com"];
    for (const [index, ring] of rings.entries()) await put(await openWith(...ring), await createUser(), emails[index]);
    expect((await rows()).map(({ key_id }) => key_id)).toEqual(["oldest", "old", "newest"]);
    const contacts = await openWith(old, newest, oldest);
    const found = await Promise.all(emails.map((email) => contacts.findByEmail(email.toUpperCase())));
    expect(found.map((contact) => contact?.email)).toEqual(emails);
  });

  it("do not share an e-mail address, whichever keys they are sealed with", async () => {
    const [first, second] = [await createUser(), await createUser()];
    expect(await put(await openWith(oldest), first, "a@example.com")).toBe("created");
    const contacts = await openWith(newest, old, oldest);
    expect(await put(contacts, second, "A@example.com")).toBe("taken");
    expect(await put(contacts, first, "A@example.com")).toBe("replaced");
    expect(await put(contacts, second, "A@example.com")).toBe("taken");
    expect((await rows()).map(({ key_id }) => key_id)).toEqual(["newest"]);
  });

  it("are not stored by a ring that lacks a key in use, as it could not tell what is taken", async () => {
    const [first, second] = [await createUser(), await createUser()];
    const behind = await openWith(old);
    await put(await openWith(newest, old), first, "a@example.com");
    await expect(put(behind, second, "a@example.com")).rejects.toThrow(
      /the key newest, which SEALING_KEYS does not have/,
    );
    expect(await rows()).toHaveLength(1);
    await expect(openWith(old)).rejects.toThrow(/newest/);
    await expect(openWith(sealingKey("newest"))).rejects.toThrow(/another key newest/);
  });

  it("of two users cannot be exchanged", async () => {
    const contacts = await openWith(newest);
    const [first, second] = [await createUser(), await createUser()];
    await put(contacts, first, "a@example.com");
    await put(contacts, second, "b@example.com");
    const [one, two] = await rows();
    await directory.database
      .updateTable("contacts")
      .set({ sealed: two?.sealed ?? new Uint8Array() })
      .where("user_id", "=", first)
      .execute();
    await directory.database
      .updateTable("contacts")
      .set({ sealed: one?.sealed ?? new Uint8Array() })
      .where("user_id", "=", second)
      .execute();
    await expect(contacts.find(first)).rejects.toThrow(
      `The contact of user ${first} cannot be opened with the key newest`,
    );
    await expect(contacts.findByEmail("b@example.com")).rejects.toThrow(
      `The contact of user ${second} cannot be opened`,
    );
  });

  it("are resealed with the newest key, read the same, and are recorded as unchanged", async () => {
    const userId = await createUser();
    await put(await openWith(oldest), userId, "a@example.com");
    const before = await changes();
    const contacts = await openWith(newest, oldest);
    const found = await contacts.find(userId);
    expect(await resealAll(contacts)).toBe(1);
    expect((await rows()).map(({ key_id }) => key_id)).toEqual(["newest"]);
    expect(await contacts.find(userId)).toEqual(found);
    expect(await contacts.findByEmail("a@example.com")).toEqual(found);
    expect(await changes()).toEqual(before);
    expect(await resealAll(contacts)).toBe(0);
  });

  it("that change while they are resealed keep the change", async () => {
    const userId = await createUser();
    const behind = await openWith(oldest, newest);
    await put(behind, userId, "a@example.com");
    const contacts = await openWith(newest, oldest);
    const found = await queries.contacts.find(userId);
    if (found === undefined) throw new Error("It was stored");
    const resealing = contacts.reseal(found);
    await put(behind, userId, "b@example.com");
    expect(await directory.run("resealContacts", { ...contacts.keys, contacts: [resealing] })).toBe(0);
    expect(await contacts.find(userId)).toMatchObject({ email: "b@example.com" });
    await directory.run("deleteContact", { userId });
    expect(await directory.run("resealContacts", { ...contacts.keys, contacts: [resealing] })).toBe(0);
    expect(await contacts.find(userId)).toBeUndefined();
  });

  it("keep a key in use as long as one of them needs it", async () => {
    const inUse = async () => (await queries.contacts.keysInUse()).map(({ id }) => id).toSorted();
    const [first, second] = [await createUser(), await createUser()];
    await put(await openWith(oldest), first);
    await put(await openWith(newest, oldest), second);
    expect(await directory.run("retireSealingKeys", { keep: "newest" })).toEqual([]);
    expect(await inUse()).toEqual(["newest", "oldest"]);
    await resealAll(await openWith(newest, oldest));
    expect(await directory.run("retireSealingKeys", { keep: "newest" })).toEqual(["oldest"]);
    expect(await inUse()).toEqual(["newest"]);
    await openWith(newest);
  });

  it("that are all deleted leave no key that is needed, nor its name to it", async () => {
    const userId = await createUser();
    await put(await openWith(newest), userId, "a@example.com");
    await directory.run("deleteContact", { userId });
    const other = await openWith(sealingKey("newest"));
    expect(await put(other, userId, "a@example.com")).toBe("created");
    expect(await other.find(userId)).toMatchObject({ email: "a@example.com" });
    await expect(openWith(newest)).rejects.toThrow(/another key newest/);
  });

  it("are gone with their user, even when the user is deleted by hand", async () => {
    const contacts = await openWith(newest);
    const [first, second] = [await createUser(), await createUser()];
    await put(contacts, first);
    await put(contacts, second);
    await directory.run("deleteUser", { id: first });
    expect((await changes()).map(({ kind }) => kind)).toEqual(["created", "created", "deleted"]);
    await directory.database.deleteFrom("users").where("id", "=", second).execute();
    expect(await rows()).toEqual([]);
  });

  it("are taken by the database as they are sealed, and in no other form", async () => {
    const contacts = await openWith(newest);
    const userId = await createUser();
    await put(contacts, userId, "a@example.com");
    const [row] = await rows();
    if (row === undefined) throw new Error("It was stored");
    const other = await createUser();
    const insert = (values: Partial<typeof row>) =>
      directory.database
        .insertInto("contacts")
        .values({ ...row, user_id: other, email_index: null, ...values })
        .execute();
    await expect(insert({ sealed: Buffer.from("a@example.com") })).rejects.toThrow(violations.check);
    await expect(insert({ sealed: row.sealed.subarray(1) })).rejects.toThrow(violations.check);
    await expect(insert({ email_index: Buffer.from("a@example.com") })).rejects.toThrow(violations.check);
    await expect(insert({ email_index: row.email_index })).rejects.toThrow(violations.unique);
    await expect(insert({ key_id: "unknown" })).rejects.toThrow(violations.foreignKey);
    await expect(insert({ user_id: 999 })).rejects.toThrow(violations.foreignKey);
    await insert({});
  });
});
