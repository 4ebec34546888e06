import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";
import { onEngine } from "../support/temporary-database.ts";

let roster: TestRoster;
let key: string;

beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write", "data:write", "contacts:read", "contacts:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const tagOf = ({ headers }: TestResponse): string => headers.get("etag") ?? "";

const createUser = async (): Promise<{ path: string; tag: string }> => {
  const created = await roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
  return { path: created.headers.get("location") ?? "", tag: tagOf(created) };
};

let count = 0;
const createDatum = async (): Promise<{ path: string; tag: string }> => {
  count += 1;
  const path = `/api/data/k${count}`;
  return { path, tag: tagOf(await roster.request("PUT", path, { key, body: { value: "v" } })) };
};

const createContact = async (): Promise<{ path: string; tag: string }> => {
  const path = `${(await createUser()).path}/contact`;
  return { path, tag: tagOf(await roster.request("PUT", path, { key, body: { phone: "+493012345678" } })) };
};

const things = [
  { name: "a user", create: createUser, change: { method: "PATCH", body: { age: 42 } } },
  { name: "a datum", create: createDatum, change: { method: "PUT", body: { value: "w" } } },
  { name: "a contact", create: createContact, change: { method: "PUT", body: { phone: "+493012345679" } } },
];

describe.each(things)(onEngine("$name"), ({ create, change }) => {
  const write = (path: string, headers: Record<string, string>) =>
    roster.request(change.method, path, { key, body: change.body, headers });

  it("has the same entity tag however it is answered, and another one once it has changed", async () => {
    const { path, tag } = await create();
    expect(tagOf(await roster.request("GET", path, { key }))).toBe(tag);
    expect(tagOf(await roster.request("HEAD", path, { key }))).toBe(tag);
    const changed = await write(path, {});
    expect(tagOf(changed)).not.toBe(tag);
    expect(tagOf(await roster.request("GET", path, { key }))).toBe(tagOf(changed));
  });

  it.each([
    ["its own tag", (tag: string) => tag],
    ["its own tag among others", (tag: string) => `"x", ${tag}`],
    ["its own tag, weak", (tag: string) => `W/${tag}`],
    ["any", () => "*"],
  ])("is 304 without a body for If-None-Match with %s", async (_, header) => {
    const { path, tag } = await create();
    for (const method of ["GET", "HEAD"]) {
      const answer = await roster.request(method, path, { key, headers: { "if-none-match": header(tag) } });
      expect({ status: answer.status, text: answer.text, tag: tagOf(answer) }).toEqual({ status: 304, text: "", tag });
    }
  });

  it("is answered in full for If-None-Match with another tag", async () => {
    const { path } = await create();
    expect((await roster.request("GET", path, { key, headers: { "if-none-match": '"x"' } })).status).toBe(200);
  });

  it("is changed for If-Match with its own tag, or with any", async () => {
    const { path, tag } = await create();
    expect((await write(path, { "if-match": `"x", ${tag}` })).status).toBe(200);
    expect((await write(path, { "if-match": "*" })).status).toBe(200);
  });

  it.each([
    ["another tag", () => '"x"'],
    ["its own tag, weak", (tag: string) => `W/${tag}`],
  ])("is a 412, and stays as it is, for If-Match with %s", async (_, header) => {
    const { path, tag } = await create();
    for (const method of [change.method, "DELETE"]) {
      const options = method === "DELETE" ? { key } : { key, body: change.body };
      const answer = await roster.request(method, path, { ...options, headers: { "if-match": header(tag) } });
      expect(answer.status).toBe(412);
      expect(answer.json).toMatchObject({ type: "urn:problem-type:roster:precondition-failed" });
    }
    expect(tagOf(await roster.request("GET", path, { key }))).toBe(tag);
  });

  it("is deleted for If-Match with its own tag", async () => {
    const { path, tag } = await create();
    expect((await roster.request("DELETE", path, { key, headers: { "if-match": tag } })).status).toBe(204);
  });

  it("that is not there is a 404 for If-Match to delete it", async () => {
    const { path } = await create();
    await roster.request("DELETE", path, { key });
    expect((await roster.request("DELETE", path, { key, headers: { "if-match": "*" } })).status).toBe(404);
  });
});

describe(onEngine("putDatum"), () => {
  const put = (path: string, headers: Record<string, string>) =>
    roster.request("PUT", path, { key, body: { value: "new" }, headers });

  it("only creates, for If-None-Match with any", async () => {
    expect((await put("/api/data/once", { "if-none-match": "*" })).status).toBe(201);
    expect((await put("/api/data/once", { "if-none-match": "*" })).status).toBe(412);
  });

  it("only replaces, for If-Match with any", async () => {
    expect((await put("/api/data/never", { "if-match": "*" })).status).toBe(412);
    expect((await roster.request("GET", "/api/data/never")).status).toBe(404);
  });
});

describe.each(["/api/data", "/api/users?limit=1", "/api/users?limit=500"])(onEngine("%s"), (path) => {
  it("is 304 until something in it changes", async () => {
    await using other = await startRoster();
    const writer = await other.createKey(["users:write", "data:write"]);
    const tag = tagOf(await other.request("GET", path));
    const again = () => other.request("GET", path, { headers: { "if-none-match": tag } });
    expect((await again()).status).toBe(304);
    await other.request("PATCH", "/api/users/1", { key: writer, body: { age: 99 } });
    await other.request("PUT", "/api/data/key", { key: writer, body: { value: "other" } });
    expect((await again()).status).toBe(200);
  });
});

describe(onEngine("a page of users"), () => {
  it("is another one when another page follows it", async () => {
    await using other = await startRoster();
    const writer = await other.createKey(["users:write"]);
    const tag = tagOf(await other.request("GET", "/api/users?limit=2"));
    await other.request("POST", "/api/users", { key: writer, body: { name: "Carol", age: 41 } });
    const answer = await other.request("GET", "/api/users?limit=2", { headers: { "if-none-match": tag } });
    expect(answer.status).toBe(200);
    expect(answer.headers.has("link")).toBe(true);
  });
});
