import { once } from "node:events";
import { connect } from "node:tls";
import { beforeAll, describe, expect, it } from "vitest";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { closeGracefully } from "../../src/core/server/shutdown.ts";
import type { CertificatePair } from "../../src/core/sockets/certificate.ts";
import { type BoundServer, startBoundServer } from "../http/bound-server.ts";
import { makeCertificate } from "../support/certificate.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { until } from "../support/until.ts";

let certificate: CertificatePair;
beforeAll(async () => {
  certificate = await makeCertificate();
});

const start = (handlers: Readonly<Record<string, BoundHandler>> = {}): Promise<BoundServer> =>
  startBoundServer(handlers, { certificate });

const accepted = async ({ app }: BoundServer, count: number): Promise<void> => {
  const open = () => new Promise<number>((resolve) => app.server.getConnections((_, number) => resolve(number)));
  await until(async () => (await open()) === count);
};

describe.concurrent("when the door closes, with TLS", () => {
  it("idle connections are closed at once, and those on which TLS has not begun", async () => {
    await using server = await start();
    await using silent = await connectTo(server.port);
    await using fresh = await connectTo({ port: server.port, ca: certificate.cert });
    await using used = await connectTo({ port: server.port, ca: certificate.cert });
    await used.send(requestText("OPTIONS /livez HTTP/1.1"));
    await used.response();
    await accepted(server, 3);
    // Far longer than the test may take.
    await closeGracefully(server.app, 300);
    expect(await Promise.all([silent.closed, fresh.closed, used.closed])).toEqual(["", "", ""]);
  });

  it.each([
    ["half a handshake", "plain", "\x16\x03\x01\x02\x00\x01"],
    ["half a head", "tls", "GET /livez HT"],
  ])("a connection that has sent %s is cut when the time is up", async (_, kind, text) => {
    await using server = await start();
    await using connection = await connectTo(
      kind === "tls" ? { port: server.port, ca: certificate.cert } : server.port,
    );
    await connection.send(Buffer.from(text, "latin1"));
    await accepted(server, 1);
    await closeGracefully(server.app, 1);
    await connection.closed;
  });

  it("what was accepted is answered, to the end of an answer that is on its way", async () => {
    const script = Buffer.alloc(8_000_000, "x");
    const getDocumentationScript: BoundHandler = async () => ({
      status: 200,
      body: script,
      headers: { "Cache-Control": "x" },
    });
    await using server = await start({ getDocumentationScript });
    const socket = connect({ port: server.port, host: "127.0.0.1", ca: certificate.cert });
    socket.write(requestText("GET /docs/assets/redoc.js HTTP/1.1"));
    await once(socket, "readable");
    const closed = closeGracefully(server.app, 20);
    let received = 0;
    for await (const bytes of socket) received += bytes.length;
    expect(received).toBeGreaterThan(script.length);
    await closed;
  });
});
