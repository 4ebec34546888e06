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

describe.each(attacks)("case 23: SQL and templates are text: %s", (attack) => {
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
