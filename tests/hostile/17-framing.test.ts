import { describe, expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const user = '{"name":"Ada","age":36}';
const inChunks = `17\r\n${user}\r\n0\r\n\r\n`;

const post = (headers: readonly string[], body: string, version = "1.1"): string =>
  target.textOf(`POST /api/users HTTP/${version}`, ["Content-Type: application/json", ...headers], body);

const expectRefused = async (text: string): Promise<void> => {
  const send = () => target.exchange(text, "POST /api/users");
  expect((await target.expectRefused(send, "malformed-request")).closes).toBe(true);
};

describe("case 17: a body whose end two readers could see in two places is a 400 that closes the connection", () => {
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
    ["a length that overflows to the right one", [`Content-Length: ${2n ** 64n + 23n}`], user],
    ["a length with a space in it", ["Content-Length: 2 3"], user],
    ["a length in other digits", ["Content-Length: \xb2\xb3"], user],
    ["a length with a semicolon", ["Content-Length: 23;"], user],
    ["a length that is a list of one", ["Content-Length: 23,"], user],
    ["a length in a header that is folded", ["Content-Length:\r\n 23"], user],
    ["a coding in a header that is folded", ["Transfer-Encoding:\r\n chunked"], inChunks],
    ["a coding behind a no-break space", ["Transfer-Encoding: \xa0chunked"], inChunks],
    ["a coding with U+0000", ["Transfer-Encoding: chunked\0"], inChunks],
    ["a coding with a comma behind it", ["Transfer-Encoding: chunked,"], inChunks],
    ["a coding with a comma before it", ["Transfer-Encoding: ,chunked"], inChunks],
    ["a coding and a length in one line", ["Transfer-Encoding: chunked\nContent-Length: 23"], inChunks],
  ])("%s", async (_, headers, body) => {
    await expectRefused(post(headers, body));
  });

  it("chunks in HTTP/1.0, which has none", async () => {
    await expectRefused(post(["Transfer-Encoding: chunked"], inChunks, "1.0"));
  });
});

describe("case 17: malformed chunks are a 400 that closes the connection, with the id that the caller gave the request", () => {
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
    ["a size of nothing", `\r\n${user}\r\n0\r\n\r\n`],
    ["a size with a sign", `+17\r\n${user}\r\n0\r\n\r\n`],
    ["a size with a point", `17.0\r\n${user}\r\n0\r\n\r\n`],
    ["a space after the size", `17 \r\n${user}\r\n0\r\n\r\n`],
    ["a bare carriage return after the size", `17\r${user}\r\n0\r\n\r\n`],
    ["a line feed in an extension", `17;a\nb\r\n${user}\r\n0\r\n\r\n`],
    ["a trailer that is folded", `17\r\n${user}\r\n0\r\nA: b\r\n c\r\n\r\n`],
    ["a trailer without a colon", `17\r\n${user}\r\n0\r\nTrailer\r\n\r\n`],
  ])("%s", async (_, body) => {
    const head = post(["Transfer-Encoding: chunked", "X-Request-Id: mine"], "");
    const answer = await target.expectRefused(() => target.exchange([head, body]), "malformed-request");
    expect(answer.problem.instance).toBe("/api/users");
    expect(answer.headers.get("x-request-id")).toBe("mine");
    expect(answer.closes).toBe(true);
  });

  it("trailers of 30 kB are a 431", async () => {
    const body = `17\r\n${user}\r\n0\r\nX: ${"a".repeat(30_000)}\r\n\r\n`;
    const send = () => target.exchange(post(["Transfer-Encoding: chunked"], body));
    await target.expectRefused(send, "header-fields-too-large");
  });
});

describe("case 17: a head that is not HTTP/1.1 is a 400 that closes the connection", () => {
  it.each<[string, string | Uint8Array]>([
    ["no Host", "GET /livez HTTP/1.1\r\n\r\n"],
    ["two Hosts", "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"],
    ["two equal Hosts in two cases", "GET /livez HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n"],
    ["a Host in a header that is folded", "GET /livez HTTP/1.1\r\nHost:\r\n a\r\n\r\n"],
    ["a space before the colon of Host", "GET /livez HTTP/1.1\r\nHost : a\r\n\r\n"],
    ["a Host with U+0000", "GET /livez HTTP/1.1\r\nHost: a\0b\r\n\r\n"],
    ["a Host beyond ASCII", Buffer.from("GET /livez HTTP/1.1\r\nHost: \xe9\r\n\r\n", "latin1")],
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
    const answer = await target.expectRefused(() => target.exchange(text, "GET /livez"), "malformed-request");
    expect(answer.closes).toBe(true);
  });
});

describe("case 17: an Expect other than 100-continue is a 417 that closes the connection", () => {
  it.each([
    "200-ok",
    "",
    "100",
    "100-continue, miracles",
    "100-continue, 100-continue",
    "100-continue;q=1",
    "continue",
    '"100-continue"',
  ])("%s", async (value) => {
    const text = post([`Expect: ${value}`, "Content-Length: 23"], "");
    const answer = await target.expectRefused(() => target.exchange(text), "expectation-failed");
    expect(answer.closes).toBe(true);
  });

  it("and is ignored in HTTP/1.0, which has none", async () => {
    const answer = await target.exchange(requestText("GET /livez HTTP/1.0", ["Expect: miracles"]));
    expect(answer.status).toBe(200);
  });
});

describe("case 17: a legal head is no reason to refuse", () => {
  it.each([
    ["HTTP/1.0 without a Host", "GET /livez HTTP/1.0\r\n\r\n"],
    ["an empty Host", "GET /livez HTTP/1.1\r\nHost:\r\n\r\n"],
    ["an address as Host", "GET /livez HTTP/1.1\r\nHost: [::1]:5000\r\n\r\n"],
    ["empty lines before the request", "\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n"],
    ["bytes beyond ASCII in a header", "GET /livez HTTP/1.1\r\nHost: a\r\nX: \xe9\r\n\r\n"],
    ["names of headers in any case", "GET /livez HTTP/1.1\r\nhOsT:a\r\n\r\n"],
    ["1,000 headers", requestText("GET /livez HTTP/1.1", Array(999).fill("a:"))],
    ["15 kB of headers", requestText("GET /livez HTTP/1.1", Array(480).fill("abcdefgh: 12345678901234567890"))],
  ])("%s", async (_, text) => {
    expect((await target.exchange(text, "GET /livez")).status).toBe(200);
  });
});

it.each([
  ["one of 17 kB", [`X: ${"a".repeat(17_000)}`]],
  ["one of a megabyte", [`X: ${"a".repeat(1_000_000)}`]],
  ["one with a name of 17 kB", [`${"a".repeat(17_000)}: x`]],
  ["1,001 of them, with Host", Array<string>(1_000).fill("a:")],
  ["1,002 of them", Array<string>(1_001).fill("a:")],
  ["thousands of them", Array<string>(5_000).fill("a:")],
  ["a second Host that a thousand others hide", [...Array<string>(1_000).fill("a:"), "Host: b"]],
  ["a coding that a thousand others hide", [...Array<string>(1_000).fill("a:"), "Transfer-Encoding: gzip, chunked"]],
])("case 17: headers that are too large or too many, %s, are a 431 that closes the connection", async (_, headers) => {
  const text = requestText("GET /livez HTTP/1.1", headers);
  const answer = await target.expectRefused(() => target.exchange(text), "header-fields-too-large");
  expect(answer.closes).toBe(true);
});

it("case 17: an answer to a head that is too large is not lost while the caller still sends", async () => {
  await using connection = await connectTo(target.roster.port);
  await connection.send("GET /livez HTTP/1.1\r\nX: ");
  for (let sent = 0; sent < 1_000_000; sent += 20_000) await connection.send("a".repeat(20_000));
  expectProblem(await connection.response(), "header-fields-too-large");
  expect(await connection.closed).toBe("");
  connection.end();
  expect(connection.failure()).toBeUndefined();
});
