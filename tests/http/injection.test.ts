import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
let key: string;
let before: unknown;

/** Every table and index, and what must never be lost. */
const stateOf = ({ config }: TestRoster): unknown => {
  const database = new DatabaseSync(config.databaseUrl.slice("file:".length), { readOnly: true });
  const schema = database.prepare("select type, name, sql from sqlite_schema order by name").all();
  const samples = database.prepare("select * from users where id <= 2").all();
  const keys = database.prepare("select id, scopes, revoked_at from keys").all();
  database.close();
  return { schema, samples, keys };
};

beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write", "data:write"]);
  before = stateOf(roster);
});
afterAll(() => roster[Symbol.asyncDispose]());

const attacks = [
  "'; drop table users; --",
  "1 or 1=1",
  "' or '1'='1",
  '" or ""="',
  "1; update keys set scopes = '[]'",
  "x') union select id, secret_hash, 1 from keys --",
  "`id`",
  "[id]",
  "{{7*7}}<%= 7*7 %>#{7*7}",
  "\\'; drop table users; --",
  "/**/",
  "?1 :id @id $id",
];

describe.each(attacks)("SQL and templates are text: %s", (attack) => {
  const encoded = encodeURIComponent(attack);

  it.each(["limit", "sort", "cursor", "minAge", "maxAge"])("in the parameter %s it is a 400", async (name) => {
    expect((await roster.request("GET", `/api/users?${name}=${encoded}`)).status).toBe(400);
    expect(stateOf(roster)).toEqual(before);
  });

  it("in the name of a parameter and in a path it is a 400", async () => {
    for (const path of [`/api/users?${encoded}=1`, `/api/users/${encoded}`, `/api/data/${encoded}`]) {
      for (const method of path.includes("?") ? ["GET"] : ["GET", "DELETE"]) {
        expect((await roster.request(method, path, { key })).status).toBe(400);
      }
    }
    expect(stateOf(roster)).toEqual(before);
  });

  it("in a filter it matches the names that begin with it, and no others", async () => {
    const path = `/api/users?name=${encoded}`;
    const found = (await roster.request("GET", path)).json as { name: string }[];
    expect(found.every(({ name }) => name.startsWith(attack))).toBe(true);
  });

  it("in a name and in a value it is stored as it is", async () => {
    const created = await roster.request("POST", "/api/users", { key, body: { name: attack, age: 1 } });
    const location = created.headers.get("location") ?? "";
    expect((await roster.request("GET", location)).json).toMatchObject({ name: attack });
    await roster.request("PATCH", location, { key, body: { name: `${attack}!` } });
    expect((await roster.request("GET", location)).json).toMatchObject({ name: `${attack}!` });
    const path = `/api/data/attack-${attacks.indexOf(attack)}`;
    await roster.request("PUT", path, { key, body: { value: attack } });
    expect((await roster.request("GET", path)).json).toMatchObject({ value: attack });
    expect(stateOf(roster)).toEqual(before);
  });

  it("as a credential it lets nobody in", async () => {
    for (const authorization of [`Bearer ${attack}`, `Bearer roster_${attack}_x`, attack]) {
      expect((await roster.request("DELETE", "/api/data/key", { headers: { authorization } })).status).toBe(401);
    }
  });
});

it("per cent, underscore, star and backslash in a filter match themselves", async () => {
  const names = ["wild%card", "wildXcard", "wild_card", "wild*card", "wild\\card", "wild[a-z]card"];
  for (const name of names) await roster.request("POST", "/api/users", { key, body: { name, age: 1 } });
  for (const name of names.filter((each) => each !== "wildXcard")) {
    const path = `/api/users?name=${encodeURIComponent(name.slice(0, 5))}`;
    expect((await roster.request("GET", path)).json).toMatchObject([{ name }]);
  }
});

it("markup in a name comes back as JSON that no browser takes for a page", async () => {
  const name = "<script>alert(document.domain)</script>";
  const created = await roster.request("POST", "/api/users", { key, body: { name, age: 1 } });
  const answer = await roster.request("GET", created.headers.get("location") ?? "", {
    headers: { accept: "text/html" },
  });
  expect(answer.json).toMatchObject({ name });
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  const missing = await roster.request("GET", `/${encodeURIComponent(name)}`);
  expect(missing.headers.get("content-type")).toMatch(/^application\/problem\+json/);
});

describe("a cursor that was not given for this list is a 400 that names it", () => {
  const list = "/api/users?limit=1&sort=name&minAge=20";
  const cursorOf = async (path: string): Promise<string> => {
    const link = (await roster.request("GET", path)).headers.get("link") ?? "";
    const cursor = /[?&]cursor=([^&>]+)/.exec(link)?.[1];
    if (cursor === undefined) throw new Error(`${path} has no next page.`);
    return cursor;
  };
  const expectRefused = async (path: string): Promise<void> => {
    const answer = await roster.request("GET", path);
    expect(answer.json).toMatchObject({ status: 400, errors: [{ parameter: "cursor", code: "cursor" }] });
  };

  it("one that is right is taken", async () => {
    expect((await roster.request("GET", `${list}&cursor=${await cursorOf(list)}`)).json).toMatchObject([
      { name: "Bob" },
    ]);
  });

  it.each([
    "sort=-name&minAge=20",
    "sort=age&minAge=20",
    "sort=name",
    "sort=name&minAge=2",
    "sort=name&minAge=20&maxAge=9",
    "sort=name&minAge=20&name=A",
  ])("with another sort or filter: %s", async (query) => {
    await expectRefused(`/api/users?limit=1&${query}&cursor=${await cursorOf(list)}`);
  });

  it("with any of its characters changed, left out or added", async () => {
    const cursor = await cursorOf(list);
    for (let index = 0; index < cursor.length; index += 1) {
      const other = cursor[index] === "A" ? "B" : "A";
      await expectRefused(`${list}&cursor=${cursor.slice(0, index)}${other}${cursor.slice(index + 1)}`);
    }
    for (const wrong of [cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, `${cursor}.`, "A", ".", "..", "-"]) {
      await expectRefused(`${list}&cursor=${wrong}`);
    }
  });
});
