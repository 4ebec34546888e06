import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
beforeAll(async () => {
  roster = await startRoster();
});
afterAll(() => roster[Symbol.asyncDispose]());

const get = (target: string, heldTo?: string) => exchange(roster.port, requestText(`GET ${target} HTTP/1.1`), heldTo);

const placesOf = (problem: ReturnType<typeof expectProblem>) =>
  problem.errors?.map(({ message: _, ...place }) => place);

describe("a query that does not fit is a 400 that names the parameter", () => {
  it.each([
    ["limit=0", "limit", "minimum"],
    ["limit=-1", "limit", "minimum"],
    ["limit=501", "limit", "maximum"],
    ["limit=0x10", "limit", "type"],
    ["limit=1e1", "limit", "type"],
    ["limit=1.0", "limit", "type"],
    ["limit=%205", "limit", "type"],
    ["limit=+5", "limit", "type"],
    ["limit=5+", "limit", "type"],
    ["limit=%2B5", "limit", "type"],
    ["limit=05", "limit", "type"],
    ["limit=٣", "limit", "type"],
    ["limit=", "limit", "type"],
    ["limit", "limit", "type"],
    ["limit=null", "limit", "type"],
    ["limit=9007199254740993", "limit", "maximum"],
    ["limit=5&limit=6", "limit", "repeated"],
    ["limit=5&limit=5", "limit", "repeated"],
    ["limit=5&%6cimit=6", "limit", "repeated"],
    ["limit[]=5", "limit[]", "unknown"],
    ["Limit=5", "Limit", "unknown"],
    ["limit=5;sort=id", "limit", "type"],
    ["admin=true", "admin", "unknown"],
    ["__proto__=1", "__proto__", "unknown"],
    ["constructor=1", "constructor", "unknown"],
    ["=1", "", "unknown"],
    ["name=%zz", "name", "encoding"],
    ["name=%", "name", "encoding"],
    ["name=%c0%af", "name", "encoding"],
    ["name=%ed%a0%80", "name", "encoding"],
    ["%zz=1", "%zz", "encoding"],
    ["name=%00", "name", "pattern"],
    ["name=a%0d%0aX-Injected:%201", "name", "pattern"],
    ["sort=id%00", "sort", "enum"],
    ["cursor=../../etc", "cursor", "pattern"],
  ])("%s", async (query, parameter, code) => {
    const answer = await roster.request("GET", `/api/users?${query}`);
    expect(placesOf(expectProblem(answer, "invalid-request"))).toEqual([{ parameter, code }]);
  });

  it("on every operation, also where no parameter is declared", async () => {
    for (const path of ["/livez", "/api/data", "/openapi.json", "/docs"]) {
      expectProblem(await roster.request("GET", `${path}?cache=0`), "invalid-request");
    }
  });

  it("several at once are all named", async () => {
    const answer = await roster.request("GET", "/api/users?limit=0&minAge=x&maxAge=151&sort=no&a=1");
    expect(placesOf(expectProblem(answer, "invalid-request"))).toHaveLength(5);
  });

  it("empty pairs say nothing and are no error", async () => {
    expect((await roster.request("GET", "/api/users?&limit=1&&")).json).toHaveLength(1);
    expect((await roster.request("GET", "/api/users?")).status).toBe(200);
  });

  it("a very long name of a parameter is cut, not repeated in full", async () => {
    const answer = await roster.request("GET", `/api/users?${"n".repeat(5_000)}=1`);
    const [error] = expectProblem(answer, "invalid-request").errors ?? [];
    expect(error).toMatchObject({ parameter: "n".repeat(256) });
  });
});

describe("a path that does not fit is a 400 or a 404, and never leads elsewhere", () => {
  it.each([
    ["/api/users/9007199254740992", "invalid-request"],
    ["/api/users/0", "invalid-request"],
    ["/api/users/-1", "invalid-request"],
    ["/api/users/1e0", "invalid-request"],
    ["/api/users/0x1", "invalid-request"],
    ["/api/users/%31%20", "invalid-request"],
    ["/api/users/1;admin=true", "invalid-request"],
    ["/api/users/1%2f..%2f2", "invalid-request"],
    ["/api/data/..%2f..%2fetc%2fpasswd", "invalid-request"],
    ["/api/data/..%5c..%5cetc", "invalid-request"],
    ["/api/data/%00", "invalid-request"],
    ["/api/data/key%00", "invalid-request"],
    ["/api/data/__proto__", "invalid-request"],
    ["/api/data/%2e%2e", "invalid-request"],
    ["/api/data/..", "invalid-request"],
    [`/api/data/${"k".repeat(129)}`, "invalid-request"],
    [`/api/data/${"k".repeat(7_900)}`, "invalid-request"],
    ["/api/data/%zz", "malformed-request"],
    ["/api/data/%", "malformed-request"],
    ["/api/data/%c0%af", "malformed-request"],
    ["/api/data/%ff", "malformed-request"],
    ["/api/data/%ed%a0%80", "malformed-request"],
    ["/api/users/9007199254740991", "not-found"],
    ["/api/data/constructor", "not-found"],
    ["/api/../etc/passwd", "unknown-address"],
    ["/..%2f..%2fetc%2fpasswd", "unknown-address"],
    ["//api/users", "unknown-address"],
    ["//evil.example/api/users", "unknown-address"],
    ["/api//users", "unknown-address"],
    ["/api/users//", "unknown-address"],
    ["/api/data//", "unknown-address"],
    ["/api%2fusers", "unknown-address"],
    ["/api/users;x=1", "unknown-address"],
    ["/API/users", "unknown-address"],
    ["/api\\users", "unknown-address"],
    ["/api/users/1/contact/x", "unknown-address"],
    ["/api/data/a/b", "unknown-address"],
    ['/<script>"', "unknown-address"],
    ["/package.json", "unknown-address"],
    ["/.git/config", "unknown-address"],
    ["/docs/..%2fpackage.json", "unknown-address"],
  ] as const)("%s is %s", async (target, type) => {
    const { instance } = expectProblem(await get(target), type);
    // A URI reference that names this server and this path again.
    expect(new URL(instance ?? "", "http://roster").origin).toBe("http://roster");
  });

  it.each(["/nobody/%zz", "/%", "/api/users%zz"])(
    "%s, an address of nothing that cannot be read, is a 400",
    async (target) => {
      expectProblem(await get(target, "GET /livez"), "malformed-request");
    },
  );

  it("escapes of plain letters are the letters", async () => {
    expect((await get("/api/%75sers/%31", "GET /api/users/1")).status).toBe(200);
    expect((await get("/api/d%61ta/%6Bey", "GET /api/data/key")).status).toBe(200);
  });
});

describe("a long address", () => {
  it.each([
    ["of 8,000 bytes is read", `/api/users?name=${"a".repeat(7_984)}`, "invalid-request"],
    ["over 8,000 bytes is a 414", `/api/users?name=${"a".repeat(7_985)}`, "address-too-long"],
    ["over 8,000 bytes in a parameter is a 414", `/api/data/${"a".repeat(9_000)}`, "address-too-long"],
    ["over 8,000 bytes of nothing is a 414", `/${"a".repeat(9_000)}`, "address-too-long"],
    ["over 8,000 bytes that cannot be read is a 414", `/api/data/${"%zz".repeat(3_000)}`, "address-too-long"],
    ["over the limit of the head is a 431", `/${"a".repeat(20_000)}`, "header-fields-too-large"],
    ["of a megabyte is a 431", `/${"a".repeat(1_000_000)}`, "header-fields-too-large"],
  ] as const)("%s", async (_, target, type) => {
    expectProblem(await get(target, "GET /api/users"), type);
  });
});

describe("a target in another form", () => {
  it.each([
    ["http://roster/api/users", 200],
    ["HTTP://roster/api/users?limit=1", 200],
    ["https://user:password@evil.example:1/api/users/1", 200],
    ["http://roster", 200],
    ["http://roster?limit=1", 400],
    ["http://roster/nobody", 404],
  ])("%s, which is made for proxies, is the address without its host", async (target, status) => {
    const { pathname, search } = new URL(target);
    const answer = await get(target, `GET ${pathname}${search}`);
    expect(answer.status).toBe(status);
    const canonical = await roster.request("GET", `${pathname}${search}`);
    if (status === 200) expect(answer.text).toBe(canonical.text);
    else expect(JSON.parse(answer.text).instance).toBe(pathname);
  });

  it.each(["*", "roster:80", "?limit=1", "users", "ftp://roster/api/users", "/livez#fragment", "/livez#?a=b", "/é"])(
    "%s is no address of anything: a 400 that closes the connection",
    async (target) => {
      const answer = await get(target, "GET /livez");
      expectProblem(answer, "malformed-request");
      expect(answer.closes).toBe(true);
    },
  );
});
