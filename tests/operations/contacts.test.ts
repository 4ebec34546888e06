import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { onEngine, queryDatabase } from "../support/temporary-database.ts";

let roster: TestRoster;
let key: string;

beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write", "contacts:read", "contacts:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const createUser = async (): Promise<number> => {
  const { json } = await roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
  return (json as { id: number }).id;
};
const addressOf = (userId: number): string => `/api/users/${userId}/contact`;
const put = (userId: number, body: unknown) => roster.request("PUT", addressOf(userId), { key, body });
const get = (userId: number) => roster.request("GET", addressOf(userId), { key });
const remove = (userId: number) => roster.request("DELETE", addressOf(userId), { key });
const find = (email: string) => roster.request("GET", `/api/contacts?email=${encodeURIComponent(email)}`, { key });

const mine = (name: string): string => `${name}.${crypto.randomUUID()}@example.com`;

describe(onEngine("putContact"), () => {
  it("answers with the contact and its address, where it then is", async () => {
    const userId = await createUser();
    const content = { email: mine("Carol+Work"), phone: "+493012345678" };
    const created = await put(userId, content);
    expect({ status: created.status, json: created.json }).toEqual({ status: 201, json: { userId, ...content } });
    expect(created.headers.get("location")).toBe(addressOf(userId));
    expect((await get(userId)).json).toEqual({ userId, ...content });
  });

  it("replaces the contact as a whole", async () => {
    const userId = await createUser();
    const email = mine("carol");
    await put(userId, { email, phone: "+493012345678" });
    const replaced = await put(userId, { phone: "+493087654321" });
    expect(replaced.status).toBe(200);
    expect((await get(userId)).json).toEqual({ userId, phone: "+493087654321" });
    expect((await find(email)).json).toEqual([]);
  });

  it("lets a user keep the e-mail address, also in another case", async () => {
    const userId = await createUser();
    const email = mine("carol");
    await put(userId, { email });
    expect((await put(userId, { email: email.toUpperCase() })).status).toBe(200);
    expect((await get(userId)).json).toEqual({ userId, email: email.toUpperCase() });
  });

  it("refuses the e-mail address of somebody else in any case, and changes nothing", async () => {
    const [first, second] = [await createUser(), await createUser()];
    const email = mine("carol");
    await put(first, { email });
    await put(second, { phone: "+493012345678" });
    const { status, json } = await put(second, { email: email.toUpperCase() });
    expect({ status, json }).toMatchObject({ status: 409, json: { type: "urn:problem-type:roster:email-taken" } });
    expect((await get(second)).json).toEqual({ userId: second, phone: "+493012345678" });
  });

  it("lets users share a phone number", async () => {
    const phone = "+493055555555";
    expect((await put(await createUser(), { phone })).status).toBe(201);
    expect((await put(await createUser(), { phone })).status).toBe(201);
  });

  it("answers 404 for nobody", async () => {
    const { status, json } = await put(999_999, { phone: "+493012345678" });
    expect({ status, json }).toMatchObject({ status: 404, json: { detail: "There is no user 999999." } });
  });
});

describe(onEngine("an e-mail address is free again"), () => {
  it.each<{ name: string; leave: (userId: number) => Promise<unknown> }>([
    { name: "its contact is deleted", leave: remove },
    { name: "its contact has another", leave: (userId) => put(userId, { email: mine("other") }) },
    { name: "its user is deleted", leave: (userId) => roster.request("DELETE", `/api/users/${userId}`, { key }) },
  ])("once $name", async ({ leave }) => {
    const [first, second] = [await createUser(), await createUser()];
    const email = mine("carol");
    await put(first, { email });
    await leave(first);
    expect((await find(email)).json).toEqual([]);
    expect((await put(second, { email })).status).toBe(201);
  });
});

describe(onEngine("getContact"), () => {
  it.each([
    { name: "a user without a contact", userId: createUser },
    { name: "nobody", userId: async () => Number.MAX_SAFE_INTEGER },
  ])("answers 404 for $name", async ({ userId }) => {
    const { status, json } = await get(await userId());
    expect({ status, json }).toMatchObject({ status: 404, json: { type: "urn:problem-type:roster:not-found" } });
  });
});

describe(onEngine("deleteContact"), () => {
  it("removes the contact, once, and leaves the user", async () => {
    const userId = await createUser();
    await put(userId, { phone: "+493012345678" });
    expect((await remove(userId)).status).toBe(204);
    expect((await get(userId)).status).toBe(404);
    expect((await remove(userId)).status).toBe(404);
    expect((await roster.request("GET", `/api/users/${userId}`)).status).toBe(200);
  });
});

describe(onEngine("findContacts"), () => {
  it("finds a contact by its e-mail address in any case, and as it was written", async () => {
    const userId = await createUser();
    const email = mine("Carol+Work");
    await put(userId, { email });
    for (const spelling of [email, email.toLowerCase(), email.toUpperCase()]) {
      expect((await find(spelling)).json).toEqual([{ userId, email }]);
    }
  });

  it("finds nobody by a part of an e-mail address", async () => {
    const userId = await createUser();
    const email = mine("carol");
    await put(userId, { email });
    expect((await find(email.slice(1))).json).toEqual([]);
    expect((await find(`${email}.example`)).json).toEqual([]);
  });
});

describe(onEngine("contacts"), () => {
  it("are answered for nobody to keep, with GET and HEAD", async () => {
    const userId = await createUser();
    const email = mine("carol");
    const head = async (path: string) => roster.request("HEAD", path, { key });
    const answers = [
      await put(userId, { email }),
      await put(userId, { email }),
      await get(userId),
      await find(email),
      await head(addressOf(userId)),
      await head(`/api/contacts?email=${email}`),
    ];
    expect(answers.map(({ headers }) => headers.get("cache-control"))).toEqual(answers.map(() => "no-store"));
  });

  it("are for those who have the scope, and reading is not writing", async () => {
    const userId = await createUser();
    const reader = await roster.createKey(["contacts:read", "users:write", "data:write"]);
    const writer = await roster.createKey(["contacts:write", "users:write", "data:write"]);
    const body = { phone: "+493012345678" };
    const reads = [addressOf(userId), "/api/contacts?email=carol@example.com"].map((path) => ["GET", path] as const);
    for (const [method, path] of reads) {
      expect((await roster.request(method, path)).status).toBe(401);
      expect((await roster.request(method, path, { key: writer })).status).toBe(403);
      expect([200, 404]).toContain((await roster.request(method, path, { key: reader })).status);
    }
    for (const method of ["PUT", "DELETE"]) {
      const content = method === "PUT" ? { body } : {};
      expect((await roster.request(method, addressOf(userId), content)).status).toBe(401);
      expect((await roster.request(method, addressOf(userId), { ...content, key: reader })).status).toBe(403);
      expect([201, 204]).toContain(
        (await roster.request(method, addressOf(userId), { ...content, key: writer })).status,
      );
    }
  });

  it("are on record with who changed them, and never with a value", async () => {
    const userId = await createUser();
    await put(userId, { email: mine("carol") });
    await put(userId, { email: mine("carol") });
    await remove(userId);
    await put(userId, { email: mine("carol") });
    await roster.request("DELETE", `/api/users/${userId}`, { key });
    const changes = await queryDatabase(
      roster.config.databaseUrl,
      `select subject, kind, actor from changes where subject_id = '${userId}' order by sequence`,
    );
    const actor = `key:${key.split("_")[1]}`;
    expect(changes).toEqual([
      { subject: "user", kind: "created", actor },
      { subject: "contact", kind: "created", actor },
      { subject: "contact", kind: "updated", actor },
      { subject: "contact", kind: "deleted", actor },
      { subject: "contact", kind: "created", actor },
      { subject: "contact", kind: "deleted", actor },
      { subject: "user", kind: "deleted", actor },
    ]);
  });
});
