import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write", "data:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const made = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const linesOf = (id: string | null): readonly string[] => roster.log.filter((line) => line.includes(`"${id}"`));

describe("X-Request-Id", () => {
  it.each(["a", "0e9dd7f6-1a2b-4c3d-8e4f-5a6b7c8d9e0f", "A.b_c~d-9", "x".repeat(128)])(
    "that is well formed comes back and is in the log: %s",
    async (id) => {
      const answer = await exchange(roster.port, requestText("GET /livez HTTP/1.1", [`x-REQUEST-id: ${id} `]));
      expect(answer.headers.get("x-request-id")).toBe(id);
      expect(linesOf(id)).toHaveLength(1);
    },
  );

  it.each([
    ["nothing", ""],
    ["a space", "a b"],
    ["a tab", "a\tb"],
    ["a quote", 'a"b'],
    ["a backslash", "a\\nb"],
    ["an escape", "a%0ab"],
    ["braces", "{jndi:ldap://evil}"],
    ["a byte beyond ASCII", "\xe9"],
    ["129 characters", "x".repeat(129)],
    ["10 kB", "x".repeat(10_000)],
    ["a key", `roster_${"0".repeat(16)}_${"1".repeat(64)}`],
    ["a token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."],
    ["two of them", "a\r\nX-Request-Id: b"],
  ])("of %s is replaced, and there is one line in the log", async (_, id) => {
    const text = Buffer.from(requestText("GET /livez HTTP/1.1", [`X-Request-Id: ${id}`]), "latin1");
    const answer = await exchange(roster.port, text);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-request-id")).toMatch(made);
    expect(linesOf(answer.headers.get("x-request-id"))).toHaveLength(1);
  });

  it.each(["a\nlevel: fatal", "a\r\n level: fatal", "a\rb"])(
    "with a line break is a 400 and no line of its own: %j",
    async (id) => {
      const answer = await exchange(roster.port, requestText("GET /livez HTTP/1.1", [`X-Request-Id: ${id}`]));
      expect(answer.status).toBe(400);
      expect(linesOf(answer.headers.get("x-request-id"))).toHaveLength(1);
      expect(roster.log.join("")).not.toContain("level: fatal");
    },
  );
});

describe("a value that comes back in a header is encoded there, and means the same", () => {
  it.each(["Ж", "李", "😀", "é", '"', ">", "<a>; rel=x", "a,b", "a;b", "a\\b", "%0d%0a", "100%", "+&=#?/"])(
    "%s in the filter of a list",
    async (prefix) => {
      const names = [`${prefix}1`, `${prefix}2`];
      for (const name of names) await roster.request("POST", "/api/users", { key, body: { name, age: 1 } });
      const first = await roster.request("GET", `/api/users?limit=1&sort=name&name=${encodeURIComponent(prefix)}`);
      const [, next = ""] = /^<(\/api\/users\?[\x21-\x7e]+)>; rel="next"$/.exec(first.headers.get("link") ?? "") ?? [];
      expect(next).not.toMatch(/[<>" ]/);
      const second = await roster.request("GET", next);
      expect([first.json, second.json].flat()).toMatchObject(names.map((name) => ({ name })));
      expect(second.headers.get("link")).toBeNull();
    },
  );

  it.each(["%0d%0aX-Injected:%201", "%0aX-Injected:1", "%c2%85", "a%0d"])(
    "a line break in a filter (%s) is a 400",
    async (text) => {
      const answer = await roster.request("GET", `/api/users?limit=1&name=${text}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.has("x-injected")).toBe(false);
    },
  );

  it("a key in Location is the address of the pair", async () => {
    const { headers } = await roster.request("PUT", "/api/data/A.b_c-9", { key, body: { value: "v" } });
    expect((await roster.request("GET", headers.get("location") ?? "")).json).toEqual({ key: "A.b_c-9", value: "v" });
  });

  it("nothing that came with the request is in WWW-Authenticate or Allow", async () => {
    const headers = { authorization: 'Bearer x", error="y', "x-http-method": "EVIL" };
    const refused = await roster.request("DELETE", "/api/data/key?evil", { headers });
    expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="roster", error="invalid_token"');
  });
});

it("what a stranger says about where a request comes from changes no answer", async () => {
  const claims = [
    "X-Forwarded-For: 6.6.6.6",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Prefix: /evil",
    "X-Original-URL: /api/data",
    "X-Rewrite-URL: /api/data",
    "Forwarded: for=6.6.6.6;host=evil.example",
    "X-Real-IP: 6.6.6.6",
  ];
  const plain = await exchange(roster.port, requestText("GET /api/users?limit=1 HTTP/1.1"));
  const claimed = await exchange(roster.port, requestText("GET /api/users?limit=1 HTTP/1.1", claims));
  expect([claimed.text, claimed.headers.get("link")]).toEqual([plain.text, plain.headers.get("link")]);
  expect(roster.log.join("")).not.toMatch(/6\.6\.6\.6|evil\.example/);
});
