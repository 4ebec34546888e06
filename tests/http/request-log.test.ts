import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { connectTo, exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { startBoundServer } from "./bound-server.ts";
import { addressOf, bodyOf, operations } from "./contract-operations.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write", "data:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

const linesOf = (id: string): readonly Record<string, unknown>[] =>
  roster.log.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);

/** The one line of a request; it is written when the answer has left, which may be after it arrived. */
const lineOf = async (id: string): Promise<Record<string, unknown>> => {
  await expect.poll(() => linesOf(id)).toHaveLength(1);
  const [line = {}] = linesOf(id);
  return line;
};

describe("each request has one line in the log that says what it was and what became of it:", () => {
  it.each(operations)("$method $path", async (operation) => {
    const { operationId, method } = operation;
    const id = `logged-${operationId}`;
    const path = addressOf(operation);
    const body = bodyOf(operation);
    const headers = { "x-request-id": id, ...(body && { "content-type": body.type }) };
    const { status } = await roster.request(method, path, { key, headers, body: body?.text });
    const line = await lineOf(id);
    expect(line).toMatchObject({
      level: "info",
      operationId,
      address: "127.0.0.1",
      method,
      path,
      status,
      msg: "answered",
    });
    expect(line.durationMilliseconds).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ["HEAD", "/api/users", 200, "listUsers"],
    ["GET", "/api/users/", 200, "listUsers"],
    ["GET", "/api/users/0", 400, "getUser"],
    ["GET", "/api/users/77", 404, "getUser"],
    ["POST", "/api/users", 401, "createUser"],
    ["OPTIONS", "/api/users", 204, undefined],
    ["PUT", "/api/users", 405, undefined],
    ["GET", "/nobody", 404, undefined],
    ["GET", "/api/data/%zz", 400, undefined],
    ["GET", `/${"a".repeat(9_000)}`, 414, undefined],
  ])("%s %s: its status and its operation, where it has one", async (method, path, status, operationId) => {
    const id = `logged-${method}-${status}-${path.length}`;
    const heldTo = path.includes("%") ? "GET /livez" : `${method} ${path}`;
    await exchange(roster.port, requestText(`${method} ${path} HTTP/1.1`, [`X-Request-Id: ${id}`]), heldTo);
    expect(await lineOf(id)).toMatchObject({ method, path, status, msg: "answered" });
    expect((await lineOf(id)).operationId).toBe(operationId);
  });

  it("what the parser refuses has a line with the id that the answer has, and the parser's reason", async () => {
    const { headers } = await exchange(roster.port, "rubbish\r\n\r\n");
    const line = await lineOf(headers.get("x-request-id") ?? "");
    expect(line).toMatchObject({ level: "info", status: 400, address: "127.0.0.1" });
    expect(line.reason).toMatch(/^HPE_/);
  });

  it("an odd Expect and CONNECT have theirs", async () => {
    const expecting = requestText("GET /livez HTTP/1.1", ["Expect: miracles", "X-Request-Id: expecting"]);
    await exchange(roster.port, expecting);
    expect(await lineOf("expecting")).toMatchObject({ path: "/livez", status: 417 });
    const { headers } = await exchange(roster.port, requestText("CONNECT a:1 HTTP/1.1"), "CONNECT /livez");
    expect(await lineOf(headers.get("x-request-id") ?? "")).toMatchObject({ status: 405, reason: "CONNECT" });
  });

  it("a request whose client does not wait for the response has its line; one behind it is not begun, and has none", async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const getUser: BoundHandler = async () => {
      reached.resolve();
      await gate.promise;
      return { status: 200, body: { id: 1, name: "Alice", age: 30 }, headers: { ETag: '"alice"' } };
    };
    await using server = await startBoundServer({ getUser });
    await using connection = await connectTo(server.port);
    await connection.send(`${requestText("GET /api/users/1 HTTP/1.1")}${requestText("GET /livez HTTP/1.1")}`);
    await reached.promise;
    connection.reset();
    const connections = () => new Promise((resolve) => server.app.server.getConnections((_, count) => resolve(count)));
    await expect.poll(connections).toBe(0);
    gate.resolve();
    const answered = () => server.log.filter(({ msg }) => msg === "answered").map(({ operationId }) => operationId);
    await expect.poll(answered).toEqual(["getUser"]);
    for (const { address } of server.log.filter(({ msg }) => msg === "answered")) expect(address).toBe("127.0.0.1");
  });
});

it("a line has the path and no query, which may name people", async () => {
  for (const path of ["/api/users?name=Zaphod", "/nobody?name=Zaphod", "/api/users?limit=x&name=Zaphod"]) {
    await roster.request("GET", path);
  }
  await exchange(
    roster.port,
    requestText("GET http://Zaphod:Zaphod@roster/api/users?name=Zaphod HTTP/1.1"),
    "GET /api/users",
  );
  await exchange(roster.port, requestText("GET /api/%zz?name=Zaphod HTTP/1.1"), "GET /livez");
  expect(roster.log.join("")).not.toContain("Zaphod");
});

it("nothing in a request makes a second line: each line of the log is one JSON object", async () => {
  await roster.request("GET", "/%0a%7b%22level%22:%22fatal%22%7d");
  await roster.request("GET", '/"}\\n{"level":"fatal"}');
  for (const line of roster.log) {
    expect(line.trimEnd()).not.toContain("\n");
    expect(JSON.parse(line).level).not.toBe("fatal");
  }
});
