import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { onEngine } from "../support/temporary-database.ts";

interface User {
  readonly id: number;
  readonly name: string;
  readonly age: number;
}

let roster: TestRoster;

/** Names that differ in case, script and length, some twice, with ages that repeat. */
const people = [
  ["alice", 30],
  ["ALICIA", 25],
  ["Bob", 30],
  ["bob", 25],
  ["Émile", 25],
  ["émilie", 70],
  ["straße", 40],
  ["STRASSE", 41],
  ["ΟΔΟΣ", 12],
  ["Οδοσα", 13],
  ["100%", 1],
  ["100_", 2],
  ["李", 150],
] as const;

beforeAll(async () => {
  roster = await startRoster({ sampleData: false });
  const key = await roster.createKey(["users:write"]);
  for (const [name, age] of people) await roster.request("POST", "/api/users", { key, body: { name, age } });
});
afterAll(() => roster[Symbol.asyncDispose]());

const nextOf = (link: string | null): string | undefined => /^<([^>]+)>; rel="next"$/.exec(link ?? "")?.[1];

/** Every page of a list, by following `Link`. */
const pagesOf = async (query: string): Promise<readonly (readonly User[])[]> => {
  const pages: (readonly User[])[] = [];
  for (let path: string | undefined = `/api/users?${query}`; path !== undefined; ) {
    const page = await roster.request("GET", path);
    expect(page.status).toBe(200);
    pages.push(page.json as readonly User[]);
    path = nextOf(page.headers.get("link"));
  }
  return pages;
};

const all = async (query: string): Promise<readonly User[]> => (await pagesOf(query)).flat();
const names = async (query: string): Promise<readonly string[]> => (await all(query)).map(({ name }) => name);

describe(onEngine("listUsers"), () => {
  it("answers an empty array, without a next page, where nobody fits", async () => {
    const page = await roster.request("GET", "/api/users?name=nobody");
    expect({ text: page.text, link: page.headers.get("link") }).toEqual({ text: "[]", link: null });
    expect(await all("minAge=50&maxAge=40")).toEqual([]);
  });

  it("holds 50 users when nothing else is asked", async () => {
    await using other = await startRoster({ sampleData: false });
    const key = await other.createKey(["users:write"]);
    const body = { name: "Somebody", age: 1 };
    await Promise.all(Array.from({ length: 51 }, () => other.request("POST", "/api/users", { key, body })));
    const page = await other.request("GET", "/api/users");
    expect(page.json).toHaveLength(50);
    expect(page.headers.has("link")).toBe(true);
  });

  it("sorts by id when nothing else is asked", async () => {
    expect((await all("")).map(({ id }) => id)).toEqual(people.map((_, index) => index + 1));
  });

  it.each(["id", "name", "age"])("sorts by %s, and backwards in exactly the opposite order", async (field) => {
    expect(await all(`sort=-${field}`)).toEqual((await all(`sort=${field}`)).toReversed());
  });

  it("sorts by age, equals by id", async () => {
    const users = await all("sort=age");
    expect(users).toEqual(users.toSorted((one, other) => one.age - other.age || one.id - other.id));
  });

  it("sorts names without regard to case", async () => {
    expect(await names("sort=name")).toEqual([
      "100%",
      "100_",
      "alice",
      "ALICIA",
      "Bob",
      "bob",
      "straße",
      "STRASSE",
      "Émile",
      "émilie",
      "ΟΔΟΣ",
      "Οδοσα",
      "李",
    ]);
  });

  it.each([
    ["al", ["alice", "ALICIA"]],
    ["BOB", ["Bob", "bob"]],
    ["ÉMIL", ["Émile", "émilie"]],
    ["e\u0301mil", ["Émile", "émilie"]],
    ["strass", ["straße", "STRASSE"]],
    ["οδοσ", ["ΟΔΟΣ", "Οδοσα"]],
    ["100%", ["100%"]],
    ["100_", ["100_"]],
    ["%", []],
    ["_", []],
    ["' OR 1=1 --", []],
    ["李", ["李"]],
  ])("finds names that begin with %s", async (prefix, expected) => {
    expect(await names(`name=${encodeURIComponent(prefix)}`)).toEqual(expected);
  });

  it("takes a plus sign in a query for a space, as forms write it", async () => {
    expect(await names("name=a+b")).toEqual([]);
    expect(await names("name=%61lice")).toEqual(["alice"]);
  });

  it("includes both ends of a range of ages", async () => {
    expect((await all("minAge=25&maxAge=30")).map(({ age }) => age)).toEqual([30, 25, 30, 25, 25]);
  });

  it("combines filters on several fields with any sort", async () => {
    expect(await names("name=al&minAge=26&sort=-age")).toEqual(["alice"]);
    expect(await names("name=bob&maxAge=30&sort=-name")).toEqual(["bob", "Bob"]);
  });

  it.each([1, 2, 5, 13, 14])("in pages of %d has everybody once, in the same order", async (limit) => {
    for (const query of ["sort=id", "sort=-name", "sort=age", "sort=-age&minAge=2", "sort=name&maxAge=41"]) {
      const pages = await pagesOf(`${query}&limit=${limit}`);
      expect(pages.flat()).toEqual(await all(query));
      expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(limit);
    }
  });

  it("keeps sort and filters in the address of the next page", async () => {
    const { headers } = await roster.request("GET", "/api/users?limit=1&sort=-name&name=%C3%89mil&maxAge=100");
    const query = new URL(nextOf(headers.get("link")) ?? "", roster.address).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({ limit: "1", sort: "-name", name: "Émil", maxAge: "100" });
  });
});

describe(onEngine("a cursor"), () => {
  const cursorOf = async (query: string): Promise<string> => {
    const { headers } = await roster.request("GET", `/api/users?limit=2&${query}`);
    return new URL(nextOf(headers.get("link")) ?? "", roster.address).searchParams.get("cursor") ?? "";
  };

  it("goes on where it stood when users before it are deleted and added", async () => {
    await using other = await startRoster({ sampleData: false });
    const key = await other.createKey(["users:write"]);
    const create = (name: string) => other.request("POST", "/api/users", { key, body: { name, age: 1 } });
    for (const name of ["b", "c", "d"]) await create(name);
    const first = await other.request("GET", "/api/users?sort=name&limit=2");
    await other.request("DELETE", "/api/users/1", { key });
    await create("a");
    const second = await other.request("GET", nextOf(first.headers.get("link")) ?? "");
    expect((second.json as readonly User[]).map(({ name }) => name)).toEqual(["d"]);
  });

  it("is still good after a restart", async () => {
    const directory = roster.config.databaseUrl;
    const cursor = await cursorOf("sort=id");
    await using other = await startRoster({ databaseUrl: directory });
    expect((await other.request("GET", `/api/users?cursor=${cursor}`)).status).toBe(200);
  });
});
