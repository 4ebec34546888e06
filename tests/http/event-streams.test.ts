/** What the door does with streams, whatever is in them: here they are the test's own, and without an end. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { EventStream } from "../../src/core/contract/event-stream.ts";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { closeGracefully } from "../../src/core/server/shutdown.ts";
import { takeEvents } from "../support/events.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startBoundServer } from "./bound-server.ts";

const streamRequest = requestText("GET /api/changes/stream HTTP/1.1", ["Authorization: Bearer any"]);
const padding = "x".repeat(300);

/** Endless events that are counted as they are taken. */
const endless = () => {
  const state = { taken: 0, ended: 0, signals: [] as AbortSignal[] };
  const stream: EventStream = async function* (signal) {
    state.signals.push(signal);
    try {
      while (!signal.aborted) {
        state.taken += 1;
        yield [{ id: String(state.taken), event: "change", data: padding }];
        // As a store does: what comes next is not there in the same turn.
        await new Promise(setImmediate);
      }
    } finally {
      state.ended += 1;
    }
  };
  return { state, stream };
};

/** Events that never come. */
const silent = () => {
  const state = { opened: 0, ended: 0 };
  const stream: EventStream = async function* (signal) {
    state.opened += 1;
    if (!signal.aborted) await once(signal, "abort");
    state.ended += 1;
    yield [];
  };
  return { state, stream };
};

const answering =
  (stream: EventStream): BoundHandler =>
  async () => ({ status: 200, body: stream, headers: { "Cache-Control": "no-store" } });

describe("a stream of events", () => {
  it("is not made faster than its reader takes it, holds little in memory, and loses nothing", async () => {
    const { state, stream } = endless();
    await using server = await startBoundServer({ streamChanges: answering(stream) });
    const [socket, [serverSocket]] = await Promise.all([
      connect(server.port, "127.0.0.1"),
      once(server.app.server, "connection") as Promise<[Socket]>,
    ]);
    socket.pause();
    socket.write(streamRequest);
    // Until the buffers of the operating system are full too.
    let before = -1;
    await expect
      .poll(
        () => {
          const still = state.taken > 0 && state.taken === before;
          before = state.taken;
          return still;
        },
        { interval: 300, timeout: 20_000 },
      )
      .toBe(true);
    expect(serverSocket.writableLength).toBeLessThan(100_000);

    const stalledAt = state.taken;
    let text = "";
    socket.setEncoding("latin1").on("data", (piece: string) => {
      text += piece;
    });
    socket.resume();
    const ids = (): readonly number[] => {
      const body = text.slice(text.indexOf("\r\n\r\n") + 4).replaceAll(/(?:^|\r\n)[0-9a-f]+\r\n/g, "");
      return takeEvents(body).events.flatMap(({ id }) => (id === undefined ? [] : [Number(id)]));
    };
    await expect.poll(() => ids().length, { interval: 200, timeout: 20_000 }).toBeGreaterThan(stalledAt);
    expect(ids().every((id, index) => id === index + 1)).toBe(true);
    socket.destroy();
    await expect.poll(() => state.ended).toBe(1);
  });

  it("is cut when its reader takes nothing for four heartbeats", async () => {
    const { state, stream } = endless();
    await using server = await startBoundServer({ streamChanges: answering(stream) }, { streamHeartbeatSeconds: 1 });
    await using stuck = await connectTo(server.port, { reads: false });
    await stuck.send(streamRequest);
    await expect.poll(() => state.ended, { timeout: 20_000 }).toBe(1);
    expect(server.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("does not keep the door from closing, though its reader takes nothing", async () => {
    const { state, stream } = endless();
    await using server = await startBoundServer({ streamChanges: answering(stream) });
    await using stuck = await connectTo(server.port, { reads: false });
    await stuck.send(streamRequest);
    await expect.poll(() => state.taken).toBeGreaterThan(100);
    await closeGracefully(server.app, 300);
    expect(state.ended).toBe(1);
  });

  it("is over when its caller hangs up, also while it waits for events", async () => {
    const { state, stream } = silent();
    await using server = await startBoundServer({ streamChanges: answering(stream) });
    for (let count = 1; count <= 5; count += 1) {
      await using connection = await connectTo(server.port);
      await connection.send(streamRequest);
      await connection.response();
      connection.reset();
      await expect.poll(() => state.ended).toBe(count);
    }
  });

  it("takes no place before it begins, nor when its client hangs up before that", async () => {
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { stream } = silent();
    const getLiveness: BoundHandler = async () => {
      begun.resolve();
      await gate.promise;
      return { status: 200, body: { status: "alive" } };
    };
    await using server = await startBoundServer(
      { streamChanges: answering(stream), getLiveness },
      { maximumStreams: 1 },
    );
    {
      // The stream waits for the response before it, on a connection that is gone by then.
      await using connection = await connectTo(server.port);
      await connection.send(`${requestText("GET /livez HTTP/1.1")}${streamRequest}`);
      await begun.promise;
      expect(await status(server.port)).toBe(200);
      connection.reset();
      gate.resolve();
    }
    await expect.poll(() => status(server.port)).toBe(200);
  });

  it("that fails ends, is logged, and its reader may come back", async () => {
    let failures = 1;
    const stream: EventStream = async function* () {
      yield [{ id: "1" }];
      failures -= 1;
      if (failures >= 0) throw new Error("on purpose");
    };
    await using server = await startBoundServer({ streamChanges: answering(stream) });
    const read = async () => (await fetch(`${server.address}/api/changes/stream`, { headers: bearer })).text();
    expect(await read()).toBe("retry: 2000\n\nid: 1\n\n");
    expect(await read()).toBe("retry: 2000\n\nid: 1\n\n: the end\n\n");
    const faults = server.log.filter(({ level }) => level === "error");
    expect(faults).toMatchObject([{ msg: "a stream of events failed", err: { message: "on purpose" } }]);
  });

  it("is not begun while the door closes", async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const { state, stream } = silent();
    const streamChanges: BoundHandler = async (input) => {
      reached.resolve();
      await gate.promise;
      return answering(stream)(input);
    };
    await using server = await startBoundServer({ streamChanges });
    await using connection = await connectTo(server.port);
    await connection.send(streamRequest);
    await reached.promise;
    const closed = closeGracefully(server.app, 300);
    await expect.poll(() => server.app.server.listening).toBe(false);
    gate.resolve();
    expect((await connection.response()).status).toBe(503);
    await closed;
    expect(state.opened).toBe(0);
  });
});

const bearer = { authorization: "Bearer any" };

const status = async (port: number): Promise<number> => {
  await using connection = await connectTo(port);
  await connection.send(streamRequest);
  return (await connection.response()).status;
};
