import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { onEngine } from "../support/temporary-database.ts";

interface User {
  readonly id: number;
  readonly name: string;
  readonly age: number;
}

let roster: TestRoster;
let key: string;

beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const create = async (user: Omit<User, "id">): Promise<User> => {
  const { status, json } = await roster.request("POST", "/api/users", { key, body: user });
  expect(status).toBe(201);
  return json as User;
};

describe(onEngine("createUser"), () => {
  it("answers with the user, its id and its address, where it then is", async () => {
    const created = await roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
    const { id } = created.json as User;
    expect(created.json).toEqual({ id, name: "Carol", age: 41 });
    expect(created.headers.get("location")).toBe(`/api/users/${id}`);
    const found = await roster.request("GET", `/api/users/${id}`);
    expect(found.text).toBe(created.text);
  });

  it("keeps a name as it was written", async () => {
    const name = "  Zoë ' \" \\ <script>alert(1)</script> 李 😀 %_;--  ";
    const { id } = await create({ name, age: 1 });
    expect((await roster.request("GET", `/api/users/${id}`)).json).toEqual({ id, name, age: 1 });
  });

  it("gives each of many at once an id of its own", async () => {
    const users = await Promise.all(Array.from({ length: 100 }, (_, age) => create({ name: "Many", age })));
    expect(new Set(users.map(({ id }) => id)).size).toBe(100);
  });

  it("never gives out an id again", async () => {
    const first = await create({ name: "First", age: 1 });
    await roster.request("DELETE", `/api/users/${first.id}`, { key });
    expect((await create({ name: "Second", age: 1 })).id).toBeGreaterThan(first.id);
  });
});

describe(onEngine("updateUser"), () => {
  it.each(["application/json", "application/merge-patch+json"])("changes what is sent, as %s", async (mediaType) => {
    const { id } = await create({ name: "Dave", age: 50 });
    const headers = { "content-type": mediaType };
    const older = await roster.request("PATCH", `/api/users/${id}`, { key, headers, body: { age: 51 } });
    expect(older.json).toEqual({ id, name: "Dave", age: 51 });
    const renamed = await roster.request("PATCH", `/api/users/${id}`, { key, headers, body: { name: "David" } });
    expect(renamed.json).toEqual({ id, name: "David", age: 51 });
    expect((await roster.request("GET", `/api/users/${id}`)).json).toEqual({ id, name: "David", age: 51 });
  });

  it("leaves everything as it is when nothing is sent", async () => {
    const user = await create({ name: "Erin", age: 20 });
    expect((await roster.request("PATCH", `/api/users/${user.id}`, { key, body: {} })).json).toEqual(user);
  });

  it("answers 404 for nobody", async () => {
    const { status, json } = await roster.request("PATCH", "/api/users/999999", { key, body: { age: 1 } });
    expect({ status, json }).toMatchObject({ status: 404, json: { type: "urn:problem-type:roster:not-found" } });
  });
});

describe(onEngine("deleteUser"), () => {
  it("removes the user, once", async () => {
    const { id } = await create({ name: "Frank", age: 33 });
    const remove = () => roster.request("DELETE", `/api/users/${id}`, { key });
    expect((await remove()).status).toBe(204);
    expect((await roster.request("GET", `/api/users/${id}`)).status).toBe(404);
    expect((await remove()).status).toBe(404);
  });
});

describe(onEngine("getUser"), () => {
  it("answers 404 for the greatest id, which nobody has", async () => {
    const { status, json } = await roster.request("GET", `/api/users/${Number.MAX_SAFE_INTEGER}`);
    expect(status).toBe(404);
    expect(json).toMatchObject({ detail: `There is no user ${Number.MAX_SAFE_INTEGER}.` });
  });
});
