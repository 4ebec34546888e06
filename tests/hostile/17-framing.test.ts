import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { connectTo, exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write"]);
});
afterEach(async () => {
  // The next request, on another connection, is served as if nothing had happened, and nothing was stored.
  expect((await roster.request("GET", "/api/users")).json).toHaveLength(2);
});
afterAll(() => roster[Symbol.asyncDispose]());

const user = '{"name":"Ada","age":36}';
const inChunks = `17\r\n${user}\r\n0\r\n\r\n`;

const post = (headers: readonly string[], body: string, version = "1.1"): string =>
  requestText(
    `POST /api/users HTTP/${version}`,
    [`Authorization: Bearer ${key}`, "Content-Type: application/json", ...headers],
    body,
  );

const expectRefused = async (text: string | Uint8Array | readonly string[]): Promise<void> => {
  const answer = await exchange(roster.port, text, "POST /api/users");
  expectProblem(answer, "malformed-request");
  expect(answer.closes).toBe(true);
};

describe("a body whose end two readers could see in two places is a 400 that closes the connection", () => {
  it.each<[string, string[], string]>([
    ["two equal lengths", ["Content-Length: 23", "Content-Length: 23"], user],
    ["two lengths", ["Content-Length: 23", "content-length: 2"], user],
    ["a list of lengths", ["Content-Length: 23, 23"], user],
    ["length and chunks", ["Content-Length: 23", "Transfer-Encoding: chunked"], inChunks],
    ["chunks and length", ["Transfer-Encoding: chunked", "Content-Length: 23"], inChunks],
    ["xchunked", ["Transfer-Encoding: xchunked"], inChunks],
    ["chunkedx", ["Transfer-Encoding: chunkedx"], inChunks],
    ["chunked, identity", ["Transfer-Encoding: Chunked, identity"], inChunks],
    ["identity, chunked", ["Transfer-Encoding: identity, chunked"], inChunks],
    ["identity", ["Transfer-Encoding: identity"], user],
    ["gzip, chunked", ["Transfer-Encoding: gzip, chunked"], inChunks],
    ["chunked twice", ["Transfer-Encoding: chunked, chunked"], inChunks],
    ["chunked in two headers", ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], inChunks],
    ["identity and chunked in two headers", ["Transfer-Encoding: identity", "Transfer-Encoding: chunked"], inChunks],
    ['"chunked" in quotes', ['Transfer-Encoding: "chunked"'], inChunks],
    ["chunked with a parameter", ["Transfer-Encoding: chunked;q=1"], inChunks],
    ["a vertical tab", ["Transfer-Encoding: \x0bchunked"], inChunks],
    ["a space before the colon", ["Transfer-Encoding : chunked"], inChunks],
    ["a tab before the colon", ["Content-Length\t: 23"], user],
    ["an empty coding", ["Transfer-Encoding:", "Content-Length: 23"], user],
    ["an empty length", ["Content-Length:"], ""],
    ["a length with a sign", ["Content-Length: +23"], user],
    ["a negative length", ["Content-Length: -1"], user],
    ["a hexadecimal length", ["Content-Length: 0x17"], user],
    ["a length with a fraction", ["Content-Length: 23.0"], user],
    ["a length with an exponent", ["Content-Length: 23e0"], user],
    ["a length with a letter after it", ["Content-Length: 23a"], user],
    ["a length that overflows", ["Content-Length: 99999999999999999999999"], user],
  ])("%s", async (_, headers, body) => {
    await expectRefused(post(headers, body));
  });

  it("chunks in HTTP/1.0, which has none", async () => {
    await expectRefused(post(["Transfer-Encoding: chunked"], inChunks, "1.0"));
  });
});

describe("malformed chunks are a 400 that closes the connection, with the id that the caller gave the request", () => {
  it.each([
    ["a size with 0x", `0x17\r\n${user}\r\n0\r\n\r\n`],
    ["a size that is none", `zz\r\n${user}\r\n0\r\n\r\n`],
    ["a negative size", `-1\r\n${user}\r\n0\r\n\r\n`],
    ["a size that overflows", `fffffffffffffffff\r\n${user}\r\n0\r\n\r\n`],
    ["a size that is too small", `16\r\n${user}\r\n0\r\n\r\n`],
    ["a size that is too large", `18\r\n${user}\r\n0\r\n\r\n`],
    ["bare line feeds", `17\n${user}\n0\n\n`],
    ["a bare line feed after the data", `17\r\n${user}\n0\r\n\r\n`],
    ["a space before the size", ` 17\r\n${user}\r\n0\r\n\r\n`],
    ["an extension of 20 kB", `17;${"a".repeat(20_000)}\r\n${user}\r\n0\r\n\r\n`],
    ["a trailer without a colon", `17\r\n${user}\r\n0\r\nTrailer\r\n\r\n`],
  ])("%s", async (_, body) => {
    const head = post(["Transfer-Encoding: chunked", "X-Request-Id: mine"], "");
    const answer = await exchange(roster.port, [head, body]);
    expect(expectProblem(answer, "malformed-request").instance).toBe("/api/users");
    expect(answer.headers.get("x-request-id")).toBe("mine");
    expect(answer.closes).toBe(true);
  });

  it("trailers of 30 kB are a 431", async () => {
    const body = `17\r\n${user}\r\n0\r\nX: ${"a".repeat(30_000)}\r\n\r\n`;
    const answer = await exchange(roster.port, post(["Transfer-Encoding: chunked"], body));
    expectProblem(answer, "header-fields-too-large");
  });
});

describe("a head that is not HTTP/1.1 is a 400 that closes the connection", () => {
  it.each<[string, string | Uint8Array]>([
    ["no Host", "GET /livez HTTP/1.1\r\n\r\n"],
    ["two Hosts", "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"],
    ["two equal Hosts in two cases", "GET /livez HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n"],
    ["a Host with a space", "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n"],
    ["a Host with a path", "GET /livez HTTP/1.1\r\nHost: a/b\r\n\r\n"],
    ["a Host with a user", "GET /livez HTTP/1.1\r\nHost: a@b\r\n\r\n"],
    ["a Host with a port that is none", "GET /livez HTTP/1.1\r\nHost: a:b\r\n\r\n"],
    ["a list of Hosts", "GET /livez HTTP/1.1\r\nHost: a, b\r\n\r\n"],
    ["two Hosts in HTTP/1.0", "GET /livez HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"],
    ["two Authorizations", requestText("GET /livez HTTP/1.1", ["Authorization: a", "authorization: b"])],
    ["two Content-Types", requestText("GET /livez HTTP/1.1", ["Content-Type: a/b", "CONTENT-TYPE: c/d"])],
    ["bare line feeds", "GET /livez HTTP/1.1\nHost: a\n\n"],
    ["a bare line feed", "GET /livez HTTP/1.1\r\nHost: a\nX: y\r\n\r\n"],
    ["a bare carriage return", requestText("GET /livez HTTP/1.1", ["X: a\rb"])],
    ["a folded header", requestText("GET /livez HTTP/1.1", ["X: a", " b"])],
    ["a header that begins with a space", "GET /livez HTTP/1.1\r\n Host: a\r\n\r\n"],
    ["a space in the name of a header", requestText("GET /livez HTTP/1.1", ["X Y: a"])],
    ["a header without a name", requestText("GET /livez HTTP/1.1", [": a"])],
    ["a header without a colon", requestText("GET /livez HTTP/1.1", ["X"])],
    ["U+0000 in a header", requestText("GET /livez HTTP/1.1", ["X: a\0b"])],
    ["U+0000 in the target", requestText("GET /li\0vez HTTP/1.1")],
    ["a tab for a space", requestText("GET\t/livez HTTP/1.1")],
    ["no target", requestText("GET HTTP/1.1")],
    ["no version", requestText("GET /livez")],
    ["HTTP/0.9", requestText("GET /livez HTTP/0.9")],
    ["HTTP/1.2", requestText("GET /livez HTTP/1.2")],
    ["HTTP/2.0", requestText("GET /livez HTTP/2.0")],
    ["HTTP/1.10", requestText("GET /livez HTTP/1.10")],
    ["http/1.1", requestText("GET /livez http/1.1")],
    ["another protocol", requestText("GET /livez HTTPS/1.1")],
    ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"],
    ["a TLS handshake", Buffer.from("16030100a5010000a10303", "hex")],
    ["binary rubbish", Buffer.from([0, 1, 2, 255, 254])],
    ["a greeting of SSH", "SSH-2.0-OpenSSH_9.9\r\n"],
    ["a body without a request", user],
  ])("%s", async (_, text) => {
    const answer = await exchange(roster.port, text, "GET /livez");
    expectProblem(answer, "malformed-request");
    expect(answer.closes).toBe(true);
  });
});

describe("an Expect other than 100-continue is a 417 that closes the connection", () => {
  it.each(["200-ok", "100-continue, miracles", "100-continue;q=1", "continue", '"100-continue"'])(
    "%s",
    async (value) => {
      const answer = await exchange(roster.port, post([`Expect: ${value}`, "Content-Length: 23"], ""));
      expectProblem(answer, "expectation-failed");
      expect(answer.closes).toBe(true);
    },
  );

  it("and is ignored in HTTP/1.0, which has none", async () => {
    const answer = await exchange(roster.port, requestText("GET /livez HTTP/1.0", ["Expect: miracles"]));
    expect(answer.status).toBe(200);
  });
});

describe("a legal head is no reason to refuse", () => {
  it.each([
    ["HTTP/1.0 without a Host", "GET /livez HTTP/1.0\r\n\r\n"],
    ["an empty Host", "GET /livez HTTP/1.1\r\nHost:\r\n\r\n"],
    ["an address as Host", "GET /livez HTTP/1.1\r\nHost: [::1]:5000\r\n\r\n"],
    ["empty lines before the request", "\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n"],
    ["bytes beyond ASCII in a header", "GET /livez HTTP/1.1\r\nHost: a\r\nX: \xe9\r\n\r\n"],
    ["names of headers in any case", "GET /livez HTTP/1.1\r\nhOsT:a\r\n\r\n"],
    ["15 kB of headers", requestText("GET /livez HTTP/1.1", Array(480).fill("abcdefgh: 12345678901234567890"))],
  ])("%s", async (_, text) => {
    expect((await exchange(roster.port, text, "GET /livez")).status).toBe(200);
  });
});

it.each([
  ["one of 17 kB", [`X: ${"a".repeat(17_000)}`]],
  ["one of a megabyte", [`X: ${"a".repeat(1_000_000)}`]],
  ["thousands of empty ones", Array<string>(5_000).fill("a:")],
])("headers over 16 KiB, %s, are a 431 that closes the connection", async (_, headers) => {
  const answer = await exchange(roster.port, requestText("GET /livez HTTP/1.1", headers));
  expectProblem(answer, "header-fields-too-large");
  expect(answer.closes).toBe(true);
});

it("an answer to a head that is too large is not lost while the caller still sends", async () => {
  await using connection = await connectTo(roster.port);
  await connection.send("GET /livez HTTP/1.1\r\nX: ");
  for (let sent = 0; sent < 1_000_000; sent += 20_000) await connection.send("a".repeat(20_000));
  expectProblem(await connection.response(), "header-fields-too-large");
  expect(await connection.closed).toBe("");
  connection.end();
  expect(connection.failure()).toBeUndefined();
});
