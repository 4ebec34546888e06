import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { closeGracefully } from "../../src/core/server/shutdown.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startBoundServer } from "./bound-server.ts";

const gated = () => {
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const getUser: BoundHandler = async () => {
    reached.resolve();
    await gate.promise;
    return { status: 200, body: { id: 1, name: "Alice", age: 30 }, headers: { ETag: '"alice"' } };
  };
  return { getUser, open: gate.resolve, reached: reached.promise };
};

const outcomeOfConnecting = async (port: number): Promise<string> => {
  const socket = connect(port, "127.0.0.1");
  const outcome = await Promise.race([
    once(socket, "connect").then(() => "connected"),
    new Promise<string>((resolve) =>
      socket.on("error", (error) => resolve((error as NodeJS.ErrnoException).code ?? "")),
    ),
  ]);
  socket.destroy();
  return outcome;
};

describe.concurrent("when the door closes", () => {
  it("what was accepted is answered, idle connections are closed, and nobody else is let in", async ({ expect }) => {
    const { getUser, open, reached } = gated();
    await using server = await startBoundServer({ getUser });
    await using busy = await connectTo(server.port);
    await using idle = await connectTo(server.port);
    await idle.send(requestText("OPTIONS /livez HTTP/1.1"));
    await idle.response();
    await busy.send(requestText("GET /api/users/1 HTTP/1.1"));
    await reached;
    const closed = closeGracefully(server.app, 20);
    expect(await idle.closed).toBe("");
    await expect.poll(() => outcomeOfConnecting(server.port)).toBe("ECONNREFUSED");
    open();
    const answer = await busy.response();
    expect(answer).toMatchObject({ status: 200, text: '{"id":1,"name":"Alice","age":30}' });
    expect(answer.headers.get("connection")).toBe("close");
    expect(await busy.closed).toBe("");
    await closed;
  });

  it("a connection is idle after a request with a body too, once that is answered", async () => {
    const headers = { ETag: '"alice"', Location: "/api/users/1" };
    const createUser: BoundHandler = async () => ({
      status: 201,
      body: { id: 1, name: "Alice", age: 30 },
      headers,
    });
    await using server = await startBoundServer({ createUser });
    await using idle = await connectTo(server.port);
    const body = '{"name":"Alice","age":30}';
    const head = ["Content-Type: application/json", `Content-Length: ${body.length}`, "Authorization: Bearer x"];
    await idle.send(requestText("POST /api/users HTTP/1.1", head));
    await once(server.app.server, "request");
    await idle.send(body);
    const { status, headers: answered } = await idle.response();
    expect([status, answered.get("connection")]).toEqual([201, "keep-alive"]);
    const closed = closeGracefully(server.app, 60);
    expect(await idle.closed).toBe("");
    await closed;
  });

  it.each([
    ["half a head", "GET /livez HT"],
    ["half a body", requestText("POST /api/users HTTP/1.1", ["Content-Type: application/json", "Content-Length: 9"])],
    ["nothing", ""],
  ])("a connection that has sent %s is cut when the time is up", async (_, text) => {
    await using server = await startBoundServer({});
    await using connection = await connectTo(server.port);
    if (text !== "") await connection.send(text);
    await fetch(`${server.address}/livez`, { method: "OPTIONS" });
    await closeGracefully(server.app, 1);
    expect(await connection.closed).toBe("");
  });

  it("an answer that is on its way is sent to its end, and its connection closed", async () => {
    const script = Buffer.alloc(8_000_000, "x");
    const getDocumentationScript: BoundHandler = async () => ({
      status: 200,
      body: script,
      headers: { "Cache-Control": "x" },
    });
    await using server = await startBoundServer({ getDocumentationScript });
    const socket = connect(server.port, "127.0.0.1");
    socket.write(requestText("GET /docs/assets/redoc.js HTTP/1.1"));
    await once(socket, "readable");
    const closed = closeGracefully(server.app, 20);
    let received = 0;
    for await (const bytes of socket) received += bytes.length;
    expect(received).toBeGreaterThan(script.length);
    await closed;
  });

  it("a handler that never answers is cut when the time is up", async () => {
    const { getUser, reached, open } = gated();
    await using server = await startBoundServer({ getUser });
    await using connection = await connectTo(server.port);
    await connection.send(requestText("GET /api/users/1 HTTP/1.1"));
    await reached;
    await closeGracefully(server.app, 1);
    expect(await connection.closed).toBe("");
    open();
  });
});
