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

const user = '{"name":"Ada","age":36}';

describe("a legal spelling of a body is taken", () => {
  it.each([
    ["spaces and line breaks around everything", ' \n{ "name" :\t"Ada" ,\r\n"age":36 } '],
    ["a byte order mark", `\uFEFF${user}`],
    ["escapes for letters", '{"n\\u0061me":"\\u0041da","age":36}'],
    ["36.0, which is an integer to JSON Schema", '{"name":"Ada","age":36.0}'],
    ["an exponent", '{"name":"Ada","age":3.6e1}'],
  ])("%s", async (_, body) => {
    const created = await roster.request("POST", "/api/users", { key, body });
    expect(created.json).toMatchObject({ name: "Ada", age: 36 });
    expect(await roster.request("GET", created.headers.get("location") ?? "").then(({ json }) => json)).toEqual(
      created.json,
    );
  });

  it("a surrogate pair in escapes is one character, and comes back as it is", async () => {
    const stored = await roster.request("PUT", "/api/data/pair", { key, body: '{"value":"\\ud83d\\ude00"}' });
    expect(stored.json).toEqual({ key: "pair", value: "😀" });
    expect((await roster.request("GET", "/api/data/pair")).json).toEqual({ key: "pair", value: "😀" });
  });

  it("the longest datum fits, however it is written", async () => {
    const body = `{"value":"${"\\ud83d\\ude00".repeat(4096)}"}`;
    expect((await roster.request("PUT", "/api/data/long", { key, body })).status).toBe(201);
  });
});

describe("a legal way to send a body is taken", () => {
  const head = (...headers: string[]): string =>
    requestText("POST /api/users HTTP/1.1", [
      `Authorization: Bearer ${key}`,
      "Content-Type: application/json",
      ...headers,
    ]);
  const chunked = "Transfer-Encoding: chunked";

  it.each<[string, string, string[]]>([
    ["in one piece", `Content-Length: ${user.length}`, [user]],
    ["a byte at a time", `Content-Length: ${user.length}`, [...user]],
    ["a length with zeros before it", `Content-Length: 00${user.length}`, [user]],
    ["in one chunk", chunked, [`17\r\n${user}\r\n0\r\n\r\n`]],
    ["in chunks of a byte", chunked, [...[...user].map((byte) => `1\r\n${byte}\r\n`), "0\r\n\r\n"]],
    ["chunks with extensions", chunked, [`17;a=b;c="d"\r\n${user}\r\n0;e\r\n\r\n`]],
    [
      "trailers, which nobody reads",
      chunked,
      [`17\r\n${user}\r\n0\r\nAuthorization: Bearer x\r\nX-Role: admin\r\n\r\n`],
    ],
    ["CHUNKED", "TRANSFER-ENCODING:\tCHUNKED", [`17\r\n${user}\r\n0\r\n\r\n`]],
    ["Content-Encoding: identity", `Content-Encoding: identity\r\nContent-Length: ${user.length}`, [user]],
  ])("%s", async (_, header, pieces) => {
    const answer = await exchange(roster.port, [head(header), ...pieces]);
    expect(answer.status, answer.text).toBe(201);
    expect(JSON.parse(answer.text)).toMatchObject({ name: "Ada", age: 36 });
    expect(answer.closes).toBe(false);
  });
});
