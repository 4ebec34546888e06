import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeResource } from "../support/describe-resource.ts";
import { expectProblem } from "../support/problem.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { onEngine, queryDatabase } from "../support/temporary-database.ts";

describeResource("groups", {
  path: "/api/groups",
  scope: "groups:write",
  subject: "group",
  create: (number) => ({ name: `Group ${String(number).padStart(4, "0")}` }),
  patch: { description: "What it is for." },
  optional: "description",
  unique: "name",
  invalid: [
    ["/name", { name: "" }],
    ["/name", { name: "\u200b" }],
    ["/name", { name: "x".repeat(201) }],
    ["/name", { name: null }],
    ["/description", { description: "x".repeat(1_001) }],
    ["/description", { description: null }],
    ["/role", { role: "admin" }],
  ],
  sorts: ["id", "name"],
});

interface Entity {
  readonly id: number;
}

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write", "groups:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

let count = 0;
const newGroup = async (name = `Group ${++count}`): Promise<number> =>
  ((await roster.request("POST", "/api/groups", { key, body: { name } })).json as Entity).id;
const newUser = async (): Promise<number> =>
  ((await roster.request("POST", "/api/users", { key, body: { name: "A", age: 1 } })).json as Entity).id;
const send = (method: string, path: string) => roster.request(method, path, { key });
const idsIn = async (path: string): Promise<readonly number[]> =>
  ((await send("GET", path)).json as readonly Entity[]).map(({ id }) => id);
const memberChanges = async (): Promise<readonly string[]> => {
  const rows = await queryDatabase(
    roster.config.databaseUrl,
    "select subject_id, kind from changes where subject = 'member' order by sequence",
  );
  return rows.map((row) => Object.values(row as Record<string, string>).join(" "));
};

describe(onEngine("groups"), () => {
  it("have names that differ in more than case, and are found by the beginning of their name", async () => {
    await newGroup("Straße");
    const again = await roster.request("POST", "/api/groups", { key, body: { name: "STRASSE" } });
    expectProblem(again, "already-exists");
    const found = await send("GET", "/api/groups?sort=name&name=stra%C3%9F");
    expect(found.json).toMatchObject([{ name: "Straße" }]);
    expect((await send("GET", "/api/groups?name=nobody")).json).toEqual([]);
  });
});

describe(onEngine("members of a group"), () => {
  it("are put in and taken out, each recorded once", async () => {
    const [group, user] = [await newGroup(), await newUser()];
    const address = `/api/groups/${group}/members/${user}`;
    for (const _ of [1, 2]) expect((await send("PUT", address)).status).toBe(204);
    expect(await idsIn(`/api/groups/${group}/members`)).toEqual([user]);
    expect(await idsIn(`/api/users/${user}/groups`)).toEqual([group]);
    expect((await send("DELETE", address)).status).toBe(204);
    expectProblem(await send("DELETE", address), "not-found");
    expect(await idsIn(`/api/groups/${group}/members`)).toEqual([]);
    const pair = `${group}/${user}`;
    expect((await memberChanges()).filter((change) => change.startsWith(`${pair} `))).toEqual([
      `${pair} created`,
      `${pair} deleted`,
    ]);
  });

  it("are listed by pages, each once", async () => {
    const group = await newGroup();
    const users: number[] = [];
    for (let number = 0; number < 7; number += 1) {
      users.push(await newUser());
      await send("PUT", `/api/groups/${group}/members/${users.at(-1)}`);
    }
    const read: number[] = [];
    for (let address: string | undefined = `/api/groups/${group}/members?limit=3`; address !== undefined; ) {
      const page = await send("GET", address);
      read.push(...(page.json as readonly Entity[]).map(({ id }) => id));
      address = /^<(.+)>; rel="next"$/.exec(page.headers.get("link") ?? "")?.[1];
    }
    expect(read).toEqual(users);
  });

  it("are a 404 where there is no such group or no such user", async () => {
    const [group, user] = [await newGroup(), await newUser()];
    for (const [method, path] of [
      ["GET", "/api/groups/999999/members"],
      ["GET", "/api/users/999999/groups"],
      ["PUT", `/api/groups/999999/members/${user}`],
      ["PUT", `/api/groups/${group}/members/999999`],
      ["DELETE", `/api/groups/${group}/members/${user}`],
    ] as const) {
      expectProblem(await send(method, path), "not-found");
    }
  });

  it("end with their user, and with their group, and that is recorded", async () => {
    const [one, other, user, stays] = [await newGroup(), await newGroup(), await newUser(), await newUser()];
    for (const [group, member] of [
      [one, user],
      [other, user],
      [other, stays],
    ]) {
      await send("PUT", `/api/groups/${group}/members/${member}`);
    }
    expect((await send("DELETE", `/api/users/${user}`)).status).toBe(204);
    expect(await idsIn(`/api/groups/${other}/members`)).toEqual([stays]);
    expect((await send("DELETE", `/api/groups/${other}`)).status).toBe(204);
    expect(await idsIn(`/api/users/${stays}/groups`)).toEqual([]);
    const ended = (await memberChanges()).filter((change) => change.endsWith("deleted"));
    expect(ended.slice(-3).toSorted()).toEqual(
      [`${one}/${user}`, `${other}/${user}`, `${other}/${stays}`].map((pair) => `${pair} deleted`).toSorted(),
    );
  });
});
