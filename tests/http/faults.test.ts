import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { StoreError } from "../../src/core/store/store-error.ts";
import { expectProblem } from "../support/problem.ts";
import { send } from "../support/roster.ts";
import { type BoundServer, startBoundServer } from "./bound-server.ts";

const answering =
  (answer: unknown): BoundHandler =>
  async () =>
    answer as Awaited<ReturnType<BoundHandler>>;

const throwing =
  (value: unknown): BoundHandler =>
  async () => {
    throw value;
  };

const secret = "the path of a file and a password";

const fail = (): never => {
  throw new Error(secret);
};

let server: BoundServer;
let current: BoundHandler = fail;
const currentHandler: BoundHandler = (input) => current(input);
beforeAll(async () => {
  server = await startBoundServer({ getUser: currentHandler, createUser: currentHandler, getHome: currentHandler });
});
afterAll(() => server[Symbol.asyncDispose]());

describe("a fault is a 500 that says nothing, while the log has its cause under the same id:", () => {
  it.each<[string, BoundHandler]>([
    ["an error with a cause", throwing(new Error(secret, { cause: new Error("the disk caught fire") }))],
    ["an error that is a TypeError", throwing(new TypeError(secret))],
    ["an error that claims a status", throwing(Object.assign(new Error(secret), { statusCode: 418, status: 200 }))],
    ["an error with a code of the system", throwing(Object.assign(new Error(secret), { code: "ECONNRESET" }))],
    ["text", throwing(secret)],
    ["an object", throwing({ message: secret })],
    ["nothing", throwing(undefined)],
    ["null", throwing(null)],
    [
      "an error that is thrown before any promise",
      () => {
        throw new Error(secret);
      },
    ],
    ["no answer", answering(undefined)],
    ["an answer without a status", answering({ body: {} })],
    ["a status that is none", answering({ status: 42, body: {} })],
    [
      "a body that cannot be read",
      answering({ status: 200, body: Object.defineProperty({}, "id", { get: () => fail() }) }),
    ],
    ["a header with a line break", answering({ status: 200, body: {}, headers: { "X-A": "b\r\nX-Injected: 1" } })],
    ["a header beyond Latin-1", answering({ status: 200, body: {}, headers: { "X-A": "Ж" } })],
    ["a header whose name is none", answering({ status: 200, body: {}, headers: { "X A": "b" } })],
  ])("%s", async (what, getUser) => {
    current = getUser;
    const id = `fault-${Buffer.from(what).toString("hex")}`;
    const ours = () => server.log.filter(({ requestId }) => requestId === id);
    const answer = await send(server.address, "GET", "/api/users/1?", { headers: { "x-request-id": id } });
    expect(expectProblem(answer, "internal-server-error")).toEqual({ instance: "/api/users/1" });
    expect(answer.headers.has("x-injected")).toBe(false);
    await expect.poll(ours).toMatchObject([
      { level: "error", msg: "request failed" },
      { level: "info", msg: "answered", status: 500 },
    ]);
    expect((await send(server.address, "GET", "/nobody")).status).toBe(404);
  });

  it("a body of no type that can be sent", async () => {
    current = answering({ status: 200, body: 5, headers: { "Content-Security-Policy": "default-src 'none'" } });
    const answer = await send(server.address, "GET", "/", { headers: { "x-request-id": "unsendable" } });
    expectProblem(answer, "internal-server-error");
    const lines = () => server.log.filter(({ requestId }) => requestId === "unsendable").map(({ msg }) => msg);
    await expect.poll(lines).toEqual(["request failed", "answered"]);
  });

  it("the log has stack and cause", async () => {
    current = throwing(new Error("it broke", { cause: new Error("the disk caught fire") }));
    await send(server.address, "GET", "/api/users/1", { headers: { "x-request-id": "with-cause" } });
    const { err } = server.log.find(({ requestId }) => requestId === "with-cause") as { err: Record<string, string> };
    expect(err).toMatchObject({ type: "Error", message: expect.stringContaining("it broke") });
    expect(err.stack).toContain("faults.test.ts");
    expect(err.stack).toContain("the disk caught fire");
  });
});

describe("a failure of the store that is expected is said, and no more than that", () => {
  it.each([
    ["busy", "unavailable"],
    ["stopped", "unavailable"],
    ["moved", "unavailable"],
    ["full", "insufficient-storage"],
  ] as const)("%s is %s", async (reason, type) => {
    current = throwing(new StoreError(reason, secret, { cause: new Error(secret) }));
    const headers = { "x-request-id": `store-${reason}` };
    const body = { name: "A", age: 1 };
    const answer = await send(server.address, "POST", "/api/users", { key: "any", headers, body });
    expect(expectProblem(answer, type).detail).not.toContain(secret);
    expect(answer.headers.get("retry-after")).toBe(type === "unavailable" ? "1" : null);
    expect(server.log).toContainEqual(
      expect.objectContaining({
        level: "error",
        reason,
        cause: secret,
        requests: 1,
        msg: expect.stringContaining("store"),
      }),
    );
  });
});

describe("what the contract does not declare leaves no answer, whatever a handler adds:", () => {
  const body = { id: 1, name: "Alice", age: 30, passwordHash: "x", role: "admin" };

  it("not one that is kept", async () => {
    current = answering({ status: 200, body, headers: { ETag: '"x"', "Cache-Control": "public, no-cache" } });
    expect((await send(server.address, "GET", "/api/users/1")).text).toBe('{"id":1,"name":"Alice","age":30}');
  });

  it("nor any other", async () => {
    current = answering({ status: 201, body, headers: { ETag: '"x"', Location: "/api/users/1" } });
    const answer = await send(server.address, "POST", "/api/users", { key: "any", body: { name: "Alice", age: 30 } });
    expect(answer.text).toBe('{"id":1,"name":"Alice","age":30}');
  });
});
