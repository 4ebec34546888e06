import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startRoster } from "../support/roster.ts";
import { type BoundServer, startBoundServer } from "./bound-server.ts";

describe("beyond MAX_CONNECTIONS", () => {
  it("connections are closed at once, those before are served, and a place that becomes free is taken", async () => {
    await using roster = await startRoster({ maxConnections: 2 });
    const first = await connectTo(roster.port);
    await using second = await connectTo(roster.port);
    const ask = async (connection: typeof first) => {
      await connection.send(requestText("GET /livez HTTP/1.1"));
      return (await connection.response()).status;
    };
    expect([await ask(first), await ask(second)]).toEqual([200, 200]);
    for (let index = 0; index < 5; index += 1) {
      await using surplus = await connectTo(roster.port);
      expect(await surplus.closed).toBe("");
    }
    expect(await ask(first)).toBe(200);
    const lines = roster.log.filter((line) => line.includes("too many connections")).map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ level: "warn", connections: 1, maxConnections: 2 });
    expect(lines.length).toBeLessThan(5);
    await first[Symbol.asyncDispose]();
    const status = () =>
      roster.request("GET", "/livez").then(
        (answer) => answer.status,
        () => undefined,
      );
    await expect.poll(status).toBe(200);
  });
});

describe("beyond MAX_CONNECTIONS_PER_ADDRESS", () => {
  const open = async (stack: AsyncDisposableStack, port: number, count: number) =>
    Promise.all(Array.from({ length: count }, async () => stack.use(await connectTo(port))));
  const answers = async (connection: Awaited<ReturnType<typeof connectTo>>): Promise<number | undefined> => {
    await connection.send(requestText("GET /livez HTTP/1.1"));
    return connection.response().then(
      ({ status }) => status,
      () => undefined,
    );
  };

  it("an IP address gets no more, whatever it does on those that it has, and a place that becomes free is taken", async () => {
    await using roster = await startRoster({ maxConnectionsPerAddress: 3 });
    await using stack = new AsyncDisposableStack();
    const connections = await open(stack, roster.port, 3);
    await using surplus = await connectTo(roster.port);
    expect(await surplus.closed).toBe("");
    expect(await Promise.all(connections.map(answers))).toEqual([200, 200, 200]);
    await connections[0]?.[Symbol.asyncDispose]();
    const status = async () => {
      await using next = await connectTo(roster.port);
      return await answers(next);
    };
    await expect.poll(status).toBe(200);
    expect(roster.log.join("")).toContain("too many connections from an IP address");
  });

  it("a trusted proxy has as many connections as it needs, and each of its clients its share of requests under way", async () => {
    const gates: (() => void)[] = [];
    const getUser: BoundHandler = async () => {
      await new Promise<void>((resolve) => gates.push(resolve));
      return { status: 200, body: { id: 1, name: "Alice", age: 30 }, headers: { ETag: '"alice"' } };
    };
    await using server = await startBoundServer(
      { getUser },
      { maxConnectionsPerAddress: 2, trustedProxies: ["127.0.0.1"], rateLimits: [] },
    );
    const ask = (client: string) =>
      fetch(`${server.address}/api/users/1`, { headers: { "x-forwarded-for": client, connection: "close" } });
    const underWay = [ask("192.0.2.1"), ask("192.0.2.1")];
    await expect.poll(() => gates.length).toBe(2);
    const refused = await ask("192.0.2.1");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    underWay.push(ask("192.0.2.2"));
    await expect.poll(() => gates.length).toBe(3);
    for (const open of gates.splice(0)) open();
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const again = ask("192.0.2.1");
    await expect.poll(() => gates.length).toBe(1);
    gates[0]?.();
    expect((await again).status).toBe(200);
  });
});

describe("a connection on which nothing moves", () => {
  const script = Buffer.alloc(24_000_000, "x");
  const getDocumentationScript: BoundHandler = async () => ({
    status: 200,
    body: script,
    headers: { "Cache-Control": "x" },
  });
  const start = (): Promise<BoundServer> =>
    startBoundServer({ getDocumentationScript }, { requestTimeoutSeconds: 1, idleTimeoutSeconds: 2 });

  /** Asks for more than the buffers of the system hold. */
  const askForScript = async ({ port }: BoundServer): Promise<Socket> => {
    const socket = connect(port, "127.0.0.1").pause();
    socket.on("error", () => {});
    socket.write(requestText("GET /docs/assets/redoc.js HTTP/1.1", ["Connection: close"]));
    await once(socket, "readable");
    return socket;
  };

  const connectionCount = ({ app }: BoundServer): Promise<number> =>
    promisify(app.server.getConnections.bind(app.server))();

  it("because nobody reads the answer is let go", async () => {
    await using server = await start();
    const socket = await askForScript(server);
    expect(await connectionCount(server)).toBe(1);
    await expect.poll(() => connectionCount(server), { timeout: 20_000 }).toBe(0);
    socket.destroy();
  });

  it("because nothing was asked is let go", async () => {
    await using server = await start();
    await using connection = await connectTo(server.port);
    await connection.closed;
    await expect.poll(() => connectionCount(server), { timeout: 20_000 }).toBe(0);
  });

  it("is not one whose answer is read slowly, for longer than the time-out: it has the whole", async () => {
    await using server = await start();
    const socket = await askForScript(server);
    let received = 0;
    for await (const bytes of socket) {
      received += bytes.length;
      await setTimeout((bytes.length / script.length) * 6_000);
    }
    expect(received).toBeGreaterThan(script.length);
  });
});
