import { Duplex } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createMetrics } from "../../src/core/observe/metrics.ts";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { createBuffers } from "../../src/core/sockets/buffers.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startBoundServer } from "./bound-server.ts";

const connection = () => new Duplex({ read() {}, write() {} });

const counted = (limitBytes: number) => {
  let cuts = 0;
  const buffers = createBuffers({
    limitBytes,
    onCut: () => {
      cuts += 1;
    },
  });
  return { ...buffers, cuts: () => cuts };
};

describe("what waits in memory for connections", () => {
  it("counts what several of them wait for once, until the last has it", () => {
    const buffers = counted(100);
    const shared = {};
    const releases = [connection(), connection()].map((each) => buffers.hold(each, shared, 80));
    expect(buffers.bytes()).toBe(80);
    releases[0]?.();
    releases[0]?.();
    expect(buffers.bytes()).toBe(80);
    releases[1]?.();
    expect(buffers.bytes()).toBe(0);
  });

  it("has its limit: beyond it the connection that holds the most is closed, and those with little are not", () => {
    const buffers = counted(100);
    const [large, small, late] = [connection(), connection(), connection()];
    buffers.hold(small, {}, 5);
    buffers.hold(large, {}, 90);
    expect([large, small].map(({ destroyed }) => destroyed)).toEqual([false, false]);
    buffers.hold(late, {}, 10);
    expect([large, small, late].map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
    expect([buffers.bytes(), buffers.cuts()]).toEqual([15, 1]);
  });
});

/** More than the operating system holds for a connection. */
const largeBytes = 16_000_000;

/** A response that no other request is given. */
const large: BoundHandler = async () => ({
  status: 200,
  body: Buffer.alloc(largeBytes, "x"),
  headers: { "Cache-Control": "no-store" },
});
const largeRequest = requestText("GET /docs/assets/redoc.js HTTP/1.1");

describe("responses that clients do not read", () => {
  it("take no more than the limit together; a client that reads gets a whole response meanwhile", async () => {
    const limits = { maxBufferedBytes: 5 * largeBytes, requestTimeoutSeconds: 30 };
    await using server = await startBoundServer({ getDocumentationScript: large }, limits);
    await using connections = new AsyncDisposableStack();
    for (let count = 0; count < 12; count += 1) {
      const unread = connections.use(await connectTo(server.port, { reads: false }));
      await unread.send(largeRequest);
    }
    const open = () => new Promise<number>((resolve) => server.app.server.getConnections((_, count) => resolve(count)));
    await expect.poll(open, { timeout: 10_000 }).toBeLessThanOrEqual(5);
    await using reading = await connectTo(server.port);
    await reading.send(largeRequest);
    const { status, text } = await reading.response();
    expect([status, text.length]).toEqual([200, largeBytes]);
    expect(server.log).toContainEqual(expect.objectContaining({ level: "warn", maxBufferedBytes: 5 * largeBytes }));
  });
});

describe("a client that hangs up before its response is there", () => {
  it("leaves nothing that is counted", async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const getDocumentationScript: BoundHandler = async (...input) => {
      reached.resolve();
      await gate.promise;
      return large(...input);
    };
    const metrics = createMetrics("test");
    await using server = await startBoundServer({ getDocumentationScript }, { metrics: metrics.requests });
    await using connection = await connectTo(server.port);
    await connection.send(largeRequest);
    await reached.promise;
    connection.reset();
    const open = () => new Promise<number>((resolve) => server.app.server.getConnections((_, count) => resolve(count)));
    await expect.poll(open).toBe(0);
    gate.resolve();
    await expect.poll(() => server.log.some(({ msg }) => msg === "answered")).toBe(true);
    expect(await metrics.expose()).toContain("\nroster_buffered_bytes 0\n");
  });
});

describe("requests that come before the response to the one before has left", () => {
  it("begin one after the other, so that a client that does not read makes no work", async () => {
    let begun = 0;
    const getDocumentationScript: BoundHandler = (...input) => {
      begun += 1;
      return large(...input);
    };
    await using server = await startBoundServer({ getDocumentationScript });
    await using unread = await connectTo(server.port, { reads: false });
    await unread.send(largeRequest.repeat(500));
    await expect.poll(() => begun).toBeGreaterThan(0);
    for (let turn = 0; turn < 200; turn += 1) await setImmediate();
    expect(begun).toBeLessThan(4);
  });

  it("close their connection when there is no room for them, and no other connection notices", async () => {
    const gate = Promise.withResolvers<void>();
    const getUser: BoundHandler = async () => {
      await gate.promise;
      return { status: 200, body: { id: 1, name: "Alice", age: 30 }, headers: { ETag: '"alice"' } };
    };
    const getLiveness: BoundHandler = async () => ({ status: 200, body: { status: "alive" } });
    await using server = await startBoundServer({ getUser, getLiveness }, { maxBufferedBytes: 1_000_000 });
    await using other = await connectTo(server.port);
    await using greedy = await connectTo(server.port);
    await greedy.send(requestText("GET /api/users/1 HTTP/1.1").repeat(1_000));
    await greedy.closed;
    await other.send(requestText("GET /livez HTTP/1.1").repeat(50));
    for (let count = 0; count < 50; count += 1) expect((await other.response()).status).toBe(200);
    gate.resolve();
  });
});
