import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { readConfig } from "../../src/core/settings/config.ts";
import { type RequestOptions, send, startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";

/** How a request comes to Roster, and what its client sees before the paths. */
const ways = [
  { name: "BASE_PATH, which the proxy leaves", basePath: "/directory", kept: "/directory", forwarded: undefined },
  { name: "BASE_PATH, which the proxy removes", basePath: "/directory", kept: "", forwarded: undefined },
  { name: "X-Forwarded-Prefix", basePath: "", kept: "", forwarded: "/outer/one" },
  { name: "X-Forwarded-Prefix before BASE_PATH", basePath: "/directory", kept: "/directory", forwarded: "/outer" },
  { name: "X-Forwarded-Prefix in place of both", basePath: "/directory", kept: "", forwarded: "/outer/directory" },
] as const;

const publicPrefix = ({ basePath, kept, forwarded }: (typeof ways)[number]): string =>
  forwarded === undefined ? basePath : `${forwarded}${kept}`;

describe.each(ways)("a journey under $name", (way) => {
  const prefix = publicPrefix(way);
  let roster: TestRoster;
  let key: string;
  beforeAll(async () => {
    const trustedProxies = way.forwarded === undefined ? [] : ["loopback"];
    roster = await startRoster({ basePath: way.basePath, trustedProxies });
    key = await roster.createKey(["users:write", "data:write", "contacts:write", "changes:read"]);
  });
  afterAll(() => roster[Symbol.asyncDispose]());

  /** The path as the contract has it. */
  const ask = (method: string, path: string, { headers, ...options }: RequestOptions = {}): Promise<TestResponse> =>
    send(`${roster.address}${way.kept}`, method, path, {
      ...options,
      headers: { ...(way.forwarded && { "x-forwarded-prefix": way.forwarded }), ...headers },
    });

  /** What a client requests that follows a URL. */
  const follow = (url: string, options?: RequestOptions): Promise<TestResponse> => {
    expect(url.slice(0, prefix.length + 5)).toBe(`${prefix}/api/`);
    return ask("GET", url.slice(prefix.length), options);
  };

  it.each([
    ["POST", "/api/users", { name: "Carol", age: 41 }],
    ["PUT", "/api/data/greeting", { value: "Hello" }],
    ["PUT", "/api/users/1/contact", { phone: "+493012345678" }],
  ])("%s %s names what it creates in Location", async (method, path, body) => {
    const created = await ask(method, path, { key, body });
    expect(created.status).toBe(201);
    const location = created.headers.get("location") ?? "";
    if (!path.endsWith("contact")) expect((await follow(location)).json).toEqual(created.json);
    else expect(location).toBe(`${prefix}${path}`);
  });

  it.each(["/api/users?limit=1", "/api/changes?limit=1"])("Link leads through all pages of %s", async (path) => {
    let pages = 0;
    for (let next: string | undefined = `${prefix}${path}`; next !== undefined; ) {
      // Twice: the second response may be a cached one.
      const page: TestResponse = await follow(next, { key });
      const again: TestResponse = await follow(next, { key });
      expect(page.status).toBe(200);
      expect(again.headers.get("link")).toBe(page.headers.get("link"));
      pages += 1;
      next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get("link") ?? "")?.[1];
    }
    expect(pages).toBeGreaterThan(1);
  });

  it.each([
    ["GET", "/api/users/99", 404],
    ["GET", "/api/users/0", 400],
    ["GET", "/nobody", 404],
    ["PUT", "/api/users", 405],
    ["POST", "/api/users", 401],
    ["GET", "/api/users/%zz", 400],
  ])("the problem of %s %s has the path that the client requested", async (method, path, status) => {
    const answer = await ask(method, path);
    expect(answer.status).toBe(status);
    const [before, rest = ""] = ((answer.json as { instance?: string }).instance ?? "").split("/api");
    const instance = `${before}${rest === "" ? "" : `/api${rest}`}`;
    expect(instance).toBe(`${prefix}${path.replace("%zz", "%25zz")}`);
  });

  it("the served contract names its server, in each of its forms", async () => {
    for (const path of ["/openapi.json", "/openapi-3.0.json"]) {
      expect((await ask("GET", path)).json).toMatchObject({ servers: [{ url: prefix }] });
    }
    expect((await ask("GET", "/openapi.yaml")).text).toContain(`\nservers:\n  - url: ${prefix}\n`);
  });

  it.each(["/docs", "/"])("the page at %s refers to what is under the prefix", async (path) => {
    const { text } = await ask("GET", path);
    const references = [...text.matchAll(/(?:src|href|spec-url)="([^"]*)"/g)].map(([, url = ""]) => url);
    for (const url of references.filter((each) => each !== "data:,")) {
      expect(url.startsWith(`${prefix}/`), url).toBe(true);
      expect((await ask("GET", url.slice(prefix.length))).status).toBe(200);
    }
  });

  it("is answered the same by the fast path and by the pipeline, which a credential leads to", async () => {
    for (const path of ["/api/users?limit=1", "/api/users/99", "/api/users?limit=x", "/api/data"]) {
      const [fast, whole] = [await ask("GET", path), await ask("GET", path, { key })];
      const strip = ({ text }: TestResponse): string => text.replace(/"requestId":"[^"]*"/, "");
      expect(strip(fast)).toBe(strip(whole));
      for (const name of ["link", "etag"]) expect(fast.headers.get(name)).toBe(whole.headers.get(name));
    }
  });
});

describe("X-Forwarded-Prefix", () => {
  it("of a client that is no trusted proxy is ignored", async () => {
    await using roster = await startRoster({ trustedProxies: ["192.0.2.1"] });
    const { headers } = await roster.request("GET", "/api/users?limit=1", {
      headers: { "x-forwarded-prefix": "/outer" },
    });
    expect(headers.get("link")).toMatch(/^<\/api\/users/);
  });

  it("that is no path is ignored: it could lead to another host", async () => {
    await using roster = await startRoster({ trustedProxies: ["loopback"] });
    for (const value of [
      "//evil.example",
      "/a//b",
      "https://evil.example",
      "outer",
      "/outer/",
      "/",
      "",
      "/..",
      "/a/../b",
      "/a/.",
      "/a b",
      "/a?b",
      "/a#b",
      "/%2f",
      "/a, /b",
      '/"><script>',
      `/${"a".repeat(100)}`,
    ]) {
      const { headers } = await roster.request("GET", "/api/users?limit=1", {
        headers: { "x-forwarded-prefix": value },
      });
      expect(headers.get("link"), value).toMatch(/^<\/api\/users/);
    }
  });
});

describe("BASE_PATH", () => {
  it.each([
    ["/directory", "/directory"],
    ["/directory/", "/directory"],
    ["/a/b-c_d.e~f", "/a/b-c_d.e~f"],
    ["/", ""],
    ["", ""],
  ])("%j is %j", (text, basePath) => {
    expect(readConfig(app, { BASE_PATH: text }, {}).basePath).toBe(basePath);
  });

  it.each([
    "directory",
    "//a",
    "/a//b",
    "/..",
    "/a/./b",
    "/a b",
    "/ä",
    "/a?b",
    "https://a.example",
    `/${"a".repeat(100)}`,
  ])("cannot be %j", (text) => {
    expect(() => readConfig(app, { BASE_PATH: text }, {})).toThrow("BASE_PATH must be a path");
  });

  it("is a whole segment: what merely begins with it has none", async () => {
    await using roster = await startRoster({ basePath: "/directory" });
    expect((await roster.request("GET", "/directoryx/livez")).status).toBe(404);
    for (const path of ["/directory", "/directory/", "/directory?"]) {
      expect((await fetch(`${roster.address}${path}`)).headers.get("content-type")).toContain("text/html");
    }
  });
});
