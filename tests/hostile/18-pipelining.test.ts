import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { startBoundServer } from "../http/bound-server.ts";
import { expectProblem } from "../support/problem.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["data:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

/** Requests of every kind, each with an id by which its answer is known. */
const kinds = [
  (id: string) => requestText("GET /api/users/1 HTTP/1.1", [`X-Request-Id: ${id}`]),
  (id: string) => requestText("GET /api/users?limit=0 HTTP/1.1", [`X-Request-Id: ${id}`]),
  (id: string) => requestText("DELETE /api/data/x HTTP/1.1", [`X-Request-Id: ${id}`, "Content-Length: 3"], "abc"),
  (id: string) => requestText("OPTIONS /api/data HTTP/1.1", [`X-Request-Id: ${id}`]),
  (id: string) => {
    const headers = [`X-Request-Id: ${id}`, `Authorization: Bearer ${key}`, "Content-Type: application/json"];
    const body = JSON.stringify({ value: id });
    return requestText(`PUT /api/data/${id} HTTP/1.1`, [...headers, `Content-Length: ${body.length}`], body);
  },
];
const statuses = [200, 400, 401, 204, 201];

it("case 18: 50 pipelined requests are answered in their order, and none is mixed up", async () => {
  await using connection = await connectTo(roster.port);
  const ids = Array.from({ length: 50 }, (_, index) => `pipelined-${index}`);
  await connection.send(ids.map((id, index) => kinds[index % kinds.length]?.(id)).join(""));
  for (const [index, id] of ids.entries()) {
    const answer = await connection.response();
    expect(answer.headers.get("x-request-id")).toBe(id);
    expect(answer.status, answer.text).toBe(statuses[index % kinds.length]);
    if (answer.status === 201) expect(JSON.parse(answer.text)).toEqual({ key: id, value: id });
  }
  expect(connection.isClosed()).toBe(false);
});

describe("case 18: a refusal waits for the answers to what came before it on the connection:", () => {
  it.each([
    ["rubbish", "\0\0\0", "malformed-request"],
    ["an unknown method", requestText("BREW / HTTP/1.1"), "unknown-method"],
    [
      "a head that is too large",
      requestText("GET / HTTP/1.1", [`X: ${"a".repeat(20_000)}`]),
      "header-fields-too-large",
    ],
    ["an odd Expect", requestText("GET / HTTP/1.1", ["Expect: miracles"]), "expectation-failed"],
    ["CONNECT", requestText("CONNECT a:1 HTTP/1.1"), "method-not-allowed"],
  ] as const)("%s", async (_, text, type) => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const getUser: BoundHandler = async () => {
      reached.resolve();
      await gate.promise;
      return { status: 200, body: { id: 1, name: "Alice", age: 30 }, headers: { ETag: '"alice"' } };
    };
    await using server = await startBoundServer({ getUser });
    await using connection = await connectTo(server.port);
    await connection.send(`${requestText("GET /api/users/1 HTTP/1.1")}${text}`);
    await reached.promise;
    await fetch(`${server.address}/livez`);
    gate.resolve();
    expect(await connection.response()).toMatchObject({ status: 200, text: '{"id":1,"name":"Alice","age":30}' });
    expectProblem(await connection.response(), type);
    expect(await connection.closed).toBe("");
  });
});

it("case 18: after Connection: close nothing more is answered", async () => {
  await using connection = await connectTo(roster.port);
  const last = requestText("GET /livez HTTP/1.1", ["Connection: close"]);
  await connection.send(`${last}${requestText("GET /api/users HTTP/1.1")}`);
  expect((await connection.response()).text).toBe('{"status":"alive"}');
  expect(await connection.closed).toBe("");
});

it("case 18: rubbish in a body that was refused already adds nothing to the answer", async () => {
  await using connection = await connectTo(roster.port);
  await connection.send(requestText("PUT /api/data/x HTTP/1.1", ["Transfer-Encoding: chunked"]));
  expectProblem(await connection.response(), "unauthenticated");
  await connection.send("zz\r\nrubbish\r\n");
  expect(await connection.closed).toBe("");
});

it("case 18: 50 requests that come a byte at a time, or all with their neighbours' bytes, are 50 requests", async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `cut-${index}`);
  const text = ids.map((id, index) => kinds[index % kinds.length]?.(id)).join("");
  for (const size of [1, 7, 64, 1_000]) {
    await using connection = await connectTo(roster.port);
    const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
    const sending = (async () => {
      for (const piece of pieces) await connection.send(piece);
    })();
    for (const id of ids) expect((await connection.response()).headers.get("x-request-id")).toBe(id);
    await sending;
  }
});

it("case 18: a request that hides in the body of another is its body", async () => {
  const hidden = requestText("DELETE /api/data/key HTTP/1.1", [`Authorization: Bearer ${key}`]);
  const body = JSON.stringify({ value: hidden });
  const headers = ["Content-Type: application/json", `Authorization: Bearer ${key}`];
  await using connection = await connectTo(roster.port);
  const put = requestText("PUT /api/data/hiding HTTP/1.1", [...headers, `Content-Length: ${body.length}`], body);
  await connection.send(`${put}${requestText("GET /api/data/key HTTP/1.1")}`);
  expect((await connection.response()).status).toBe(201);
  expect((await connection.response()).text).toBe('{"key":"key","value":"value"}');
});

it("case 18: 5,000 requests that are sent at once on one connection are all answered", async () => {
  await using connection = await connectTo(roster.port);
  const count = 5_000;
  const sending = connection.send(requestText("GET /api/users HTTP/1.1").repeat(count));
  for (let index = 0; index < count; index += 1) expect((await connection.response()).status).toBe(200);
  await sending;
  expect(connection.isClosed()).toBe(false);
});
