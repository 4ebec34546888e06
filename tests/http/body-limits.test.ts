import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write"]);
});
afterEach(async () => {
  expect((await roster.request("GET", "/api/users")).json).toHaveLength(2);
});
afterAll(() => roster[Symbol.asyncDispose]());

const limitBytes = 65_536;
const padded = (bytes: number): string => '{"name":"A","age":"'.padEnd(bytes - 2, "x").concat('"}');

const streamOf = (text: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (let start = 0; start < text.length; start += 16_384) {
        controller.enqueue(Buffer.from(text.slice(start, start + 16_384)));
      }
      controller.close();
    },
  });

describe.each([
  ["with Content-Length", (text: string): unknown => text],
  ["in chunks", streamOf],
])("a body %s", (_, bodyOf) => {
  it("of exactly the limit is read, and judged by what it says", async () => {
    const answer = await roster.request("POST", "/api/users", { key, body: bodyOf(padded(limitBytes)) });
    expect(expectProblem(answer, "invalid-request").errors).toMatchObject([{ pointer: "/age", code: "type" }]);
  });

  it.each([
    ["one byte over the limit", padded(limitBytes + 1)],
    ["of a megabyte", padded(1_000_000)],
    ["100,000 levels deep", "[".repeat(100_000)],
    ["a million items long", `[${"0,".repeat(999_999)}0]`],
  ])("%s is a 413 that closes the connection", async (_, text) => {
    const answer = await roster.request("POST", "/api/users", { key, body: bodyOf(text) });
    expectProblem(answer, "content-too-large");
    expect(answer.headers.get("connection")).toBe("close");
  });
});

describe("a body under the limit, made to hurt, is a 400, and others are served meanwhile", () => {
  it.each([
    ["30,000 levels deep", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
    ["as deep in a field", `{"name":${"[".repeat(30_000)}${"]".repeat(30_000)},"age":1}`],
    ["as deep in objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
    ["as deep with a forbidden name in it", `${'{"a":'.repeat(9_000)}{"__proto__":1}${"}".repeat(9_000)}`],
    ["30,000 items long", `{"name":[${"0,".repeat(29_999)}0],"age":1}`],
    ["one long name", `{"${"n".repeat(60_000)}":1}`],
    ["a long number", `{"name":"A","age":${"9".repeat(60_000)}}`],
    ["many spaces", `{"name":"A","age":${" ".repeat(60_000)}-1}`],
    ["a name of spaces", `{"name":"${" ".repeat(60_000)}","age":1}`],
  ])("%s", async (_, body) => {
    const [answer, other] = await Promise.all([
      roster.request("POST", "/api/users", { key, body }),
      roster.request("GET", "/api/users"),
    ]);
    expect(answer.status).toBe(400);
    expect(other.status).toBe(200);
  });

  it("thousands of wrong fields, of which 100 are named", async () => {
    const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1]));
    const answer = await roster.request("POST", "/api/users", { key, body });
    expect(expectProblem(answer, "invalid-request").errors).toHaveLength(100);
  });
});

it("a chunked body is read no further than the limit: the 413 does not wait for its end", async () => {
  await using connection = await connectTo(roster.port);
  const headers = [`Authorization: Bearer ${key}`, "Content-Type: application/json", "Transfer-Encoding: chunked"];
  await connection.send(requestText("POST /api/users HTTP/1.1", headers));
  await connection.send(`${(2 * limitBytes).toString(16)}\r\n${"x".repeat(limitBytes + 1)}`);
  expectProblem(await connection.response(), "content-too-large");
  expect(await connection.closed).toBe("");
});
