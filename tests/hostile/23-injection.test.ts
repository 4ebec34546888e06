import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storedIn, useTarget } from "./target.ts";

const target = useTarget();

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
  "1'; attach database '/tmp/evil.db' as evil; --",
  "'; pragma writable_schema = on; --",
  "a' collate nocase --",
  "%' escape '\\",
  "\u02bc or 1=1 --",
  "\uff07 or 1=1 --",
  "';vacuum into '/tmp/evil.db",
  "$(touch /tmp/evil)`touch /tmp/evil`",
  "{$ne: null}",
  "../../../../etc/passwd",
  "?1 :id @id $id",
];

let before: ReturnType<typeof storedIn>;
beforeAll(() => {
  before = storedIn(target.roster.config.databaseUrl);
});
afterAll(() => {
  const { sqlite_schema, keys, users } = storedIn(target.roster.config.databaseUrl);
  expect({ sqlite_schema, keys }).toEqual({ sqlite_schema: before.sqlite_schema, keys: before.keys });
  expect(users?.slice(0, 2)).toEqual(before.users);
});

describe.each(attacks)("case 23: SQL and templates are text: %s", (attack) => {
  const encoded = encodeURIComponent(attack);

  it.each(["limit", "sort", "cursor", "minAge", "maxAge"])("in the parameter %s it is a 400", async (name) => {
    await target.expectRefused(() => target.send("GET", `/api/users?${name}=${encoded}`), "invalid-request");
  });

  it("in the name of a parameter and in a path it is a 400", async () => {
    await target.expectRefused(() => target.send("GET", `/api/users?${encoded}=1`), "invalid-request");
    for (const path of [`/api/users/${encoded}`, `/api/data/${encoded}`, `/api/users/${encoded}/contact`]) {
      for (const method of ["GET", "DELETE"]) {
        await target.expectRefused(() => target.send(method, path), "invalid-request");
      }
    }
  });

  it("in a filter it matches the names that begin with it, and no others", async () => {
    const { json } = await target.expectUntouched(() => target.send("GET", `/api/users?name=${encoded}`));
    expect((json as { name: string }[]).every(({ name }) => name.startsWith(attack))).toBe(true);
  });

  it("in a name and in a value it is stored as it is", async () => {
    const created = await target.send("POST", "/api/users", { name: attack, age: 1 });
    const location = created.headers.get("location") ?? "";
    expect((await target.send("GET", location)).json).toMatchObject({ name: attack });
    await target.send("PATCH", location, { name: `${attack}!` });
    expect((await target.send("GET", location)).json).toMatchObject({ name: `${attack}!` });
    const path = `/api/data/attack-${attacks.indexOf(attack)}`;
    await target.send("PUT", path, { value: attack });
    expect((await target.send("GET", path)).json).toMatchObject({ value: attack });
    await target.send("DELETE", location);
    await target.send("DELETE", path);
  });

  it("as an e-mail address it finds nobody, and as a condition or a key it is compared, or a 400", async () => {
    await target.expectRefused(() => target.send("GET", `/api/contacts?email=${encoded}`), "invalid-request");
    const text = Buffer.from(target.textOf("DELETE /api/users/1 HTTP/1.1", [`If-Match: "${attack}"`]));
    const { status } = await target.expectUntouched(() => target.exchange(text));
    expect([400, 412]).toContain(status);
  });

  it("as a credential it lets nobody in", async () => {
    for (const credential of [`Bearer ${attack}`, `Bearer roster_${attack}_x`, attack]) {
      const text = Buffer.from(
        ["DELETE /api/data/key HTTP/1.1", "Host: a", `Authorization: ${credential}`, "", ""].join("\r\n"),
      );
      await target.expectRefused(() => target.exchange(text), "unauthenticated");
    }
  });
});

it("case 23: an Idempotency-Key that is SQL is a key like any other, or no key at all", async () => {
  for (const attack of attacks.filter((each) => /^[\x20-\x7e]+$/.test(each))) {
    const create = () => target.send("POST", "/api/users", { name: "Once", age: 1 }, { "idempotency-key": attack });
    const [first, second] = [await create(), await create()];
    expect([201, 400]).toContain(first.status);
    if (first.status === 201) expect(second.text).toBe(first.text);
    else expect(second.status).toBe(400);
  }
});
