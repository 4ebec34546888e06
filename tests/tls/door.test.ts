import { once } from "node:events";
import { connect as connectPlain } from "node:net";
import { type ConnectionOptions, connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CertificatePair } from "../../src/core/sockets/certificate.ts";
import { believe, makeCertificate, writeCertificate } from "../support/certificate.ts";
import { expectProblem } from "../support/problem.ts";
import { connectTo, type Endpoint, exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

let certificate: CertificatePair;
let roster: TestRoster;
let key: string;
let door: Endpoint;
const resources = new AsyncDisposableStack();
beforeAll(async () => {
  certificate = await makeCertificate();
  believe(certificate);
  const tls = await writeCertificate(resources.use(await temporaryDirectory()).path, certificate);
  roster = resources.use(await startRoster({ tls, requestTimeoutSeconds: 1 }));
  key = await roster.createKey(["users:write"]);
  door = { port: roster.port, ca: certificate.cert };
});
afterAll(() => resources.disposeAsync());

const linesWith = (reason: string) => () =>
  roster.log.map((line) => JSON.parse(line)).filter((line) => line.reason === reason);

/** What becomes of a handshake: the protocols that are spoken, or the code of the failure. */
const handshake = async (options: ConnectionOptions): Promise<string> => {
  const socket = connect({ port: roster.port, host: "127.0.0.1", ca: certificate.cert, ...options });
  const outcome = await Promise.race([
    once(socket, "secureConnect").then(() => `${socket.getProtocol()} ${socket.alpnProtocol}`),
    new Promise<string>((resolve) => socket.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? ""))),
  ]);
  socket.destroy();
  return outcome;
};

describe("over TLS", () => {
  it("the address says so, and reading, writing and failing are as ever", async () => {
    expect(roster.address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect((await roster.request("GET", "/api/users/1")).json).toEqual({ id: 1, name: "Alice", age: 30 });
    const created = await roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
    expect(created.status).toBe(201);
    expectProblem(await roster.request("GET", "/nobody"), "unknown-address");
    expectProblem(await roster.request("GET", "/api/users?limit=0"), "invalid-request");
    expectProblem(await roster.request("POST", "/api/users", { body: "{" }), "unauthenticated");
  });

  it("every answer tells browsers to come by TLS again, those to requests that are none too", async () => {
    const answers = [
      await exchange(door, requestText("GET /api/users HTTP/1.1")),
      await exchange(door, requestText("GET /nobody HTTP/1.1")),
      await exchange(door, requestText("GET /api/data/%zz HTTP/1.1"), "GET /livez"),
      await exchange(door, "rubbish\r\n\r\n"),
      await exchange(door, requestText("CONNECT a:1 HTTP/1.1"), "CONNECT /livez"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 400, 405]);
    for (const { headers } of answers) expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  it("what is no HTTP gets its problem, and pipelined requests their answers in order", async () => {
    expectProblem(await exchange(door, "rubbish\r\n\r\n"), "malformed-request");
    expectProblem(await exchange(door, requestText("FOO /livez HTTP/1.1")), "unknown-method");
    await using connection = await connectTo(door);
    await connection.send(
      ["/api/users/1", "/nobody", "/api/users/2"].map((path) => requestText(`GET ${path} HTTP/1.1`)).join(""),
    );
    const texts = [await connection.response(), await connection.response(), await connection.response()];
    expect(texts.map(({ status }) => status)).toEqual([200, 404, 200]);
    expect(texts.map(({ text }) => text.slice(0, 8))).toEqual(['{"id":1,', '{"type":', '{"id":2,']);
  });

  it("a body is asked for only when the caller is let in", async () => {
    const body = '{"name":"Dave","age":50}';
    const headOf = (credential: string): string =>
      requestText("POST /api/users HTTP/1.1", [
        `Authorization: Bearer ${credential}`,
        "Content-Type: application/json",
        `Content-Length: ${body.length}`,
        "Expect: 100-continue",
      ]);
    await using connection = await connectTo(door);
    await connection.send(headOf(key));
    expect((await connection.response()).status).toBe(100);
    await connection.send(body);
    expect((await connection.response()).status).toBe(201);
    await using refused = await connectTo(door);
    await refused.send(headOf("nobody"));
    expectProblem(await refused.response(), "unauthenticated");
  });

  it.each([
    ["half a head", "GET /livez HTTP/1.1\r\nHost: a\r\nX: "],
    [
      "half a body",
      () =>
        requestText("POST /api/users HTTP/1.1", [
          `Authorization: Bearer ${key}`,
          "Content-Type: application/json",
          "Content-Length: 23",
        ]),
    ],
  ])("%s is a 408 that closes the connection", async (_, text) => {
    await using connection = await connectTo(door);
    await connection.send(typeof text === "string" ? text : text());
    expectProblem(await connection.response(), "request-timeout");
    expect(await connection.closed).toBe("");
  });
});

describe("the handshake", () => {
  it.each(["TLSv1.2", "TLSv1.3"] as const)("is made with %s, for HTTP/1.1", async (version) => {
    const versions = { minVersion: version, maxVersion: version };
    expect(await handshake({ ...versions, ALPNProtocols: ["h2", "http/1.1"] })).toBe(`${version} http/1.1`);
  });

  it("is refused to older versions of TLS, and logged with the caller's address", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    expect(await handshake(old)).toBe("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
    await expect
      .poll(linesWith("ERR_SSL_UNSUPPORTED_PROTOCOL"))
      .toMatchObject([{ level: "info", address: "127.0.0.1", msg: "refused by TLS" }]);
  });

  it("is refused to whoever speaks HTTP/2 alone", async () => {
    expect(await handshake({ ALPNProtocols: ["h2"] })).toBe("ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL");
  });

  it("plain HTTP is closed without an answer, and others are served", async () => {
    await using connection = await connectTo(roster.port);
    await connection.send(requestText("GET /livez HTTP/1.1"));
    expect(await connection.closed).toBe("");
    await expect
      .poll(linesWith("ERR_SSL_HTTP_REQUEST"))
      .toMatchObject([{ address: "127.0.0.1", msg: "refused by TLS" }]);
    expect((await roster.request("GET", "/livez")).status).toBe(200);
  });

  it.each([
    ["nothing", ""],
    ["half a hello", "\x16\x03\x01\x02\x00\x01"],
  ])("a connection that sends %s is closed in time", async (_, bytes) => {
    const socket = connectPlain(roster.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(Buffer.from(bytes, "latin1"));
    socket.resume();
    await once(socket, "close");
    await expect.poll(() => linesWith("ERR_TLS_HANDSHAKE_TIMEOUT")().length).toBeGreaterThan(0);
  });
});
