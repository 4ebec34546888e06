import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectTo, type RawResponse, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let short: TestRoster;
let whole: TestRoster;
beforeAll(async () => {
  short = await startRoster();
  // A proxy that is trusted is for the whole way to look at.
  // Pages that are worth to be compressed.
  const key = await short.createKey(["users:write"]);
  for (let age = 0; age < 50; age += 1)
    await short.request("POST", "/api/users", { key, body: { name: "Someone", age } });
  whole = await startRoster({ cacheBytes: 0, trustedProxies: ["192.0.2.1"], databaseUrl: short.config.databaseUrl });
});
afterAll(async () => {
  await whole[Symbol.asyncDispose]();
  await short[Symbol.asyncDispose]();
});

/** What an answer says that is not of this one request, the order of its headers included. */
const withoutOccurrence = ({ statusLine, headers, text }: RawResponse) => ({
  statusLine,
  headers: [...headers]
    .filter(([name]) => name !== "date" && name !== "x-request-id")
    .map(([name, value]) => [name, value.replaceAll(/(r|t)=\d+/g, "$1=…")]),
  text: text.replaceAll(/"requestId":"[^"]*"/g, ""),
});

const answersTo = async (roster: TestRoster, texts: readonly string[]): Promise<readonly RawResponse[]> => {
  const answers: RawResponse[] = [];
  for (const text of texts) {
    await using connection = await connectTo(roster.port);
    await connection.send(text);
    answers.push(await connection.response(text.slice(0, text.indexOf(" "))));
  }
  return answers;
};

const tag = async (): Promise<string> =>
  (await whole.request("GET", "/api/users/1")).headers.get("etag") ?? expect.fail("There is no entity tag.");

const user = "GET /api/users/1 HTTP/1.1";
const requests: Readonly<Record<string, (entityTag: string) => string>> = {
  "one user": () => requestText(user),
  "a page, with its Link": () => requestText("GET /api/users?limit=1 HTTP/1.1"),
  "a page in gzip": () => requestText("GET /api/users HTTP/1.1", ["Accept-Encoding: gzip"]),
  "a page in brotli": () => requestText("GET /api/users HTTP/1.1", ["Accept-Encoding: gzip, br"]),
  "a page in no coding": () => requestText("GET /api/users HTTP/1.1", ["Accept-Encoding: br;q=0, gzip;q=0"]),
  "a page with two fields of codings": () =>
    requestText("GET /api/users HTTP/1.1", ["Accept-Encoding: gzip;q=0", "Accept-Encoding: br"]),
  "a HEAD of a page in gzip": () => requestText("HEAD /api/users HTTP/1.1", ["Accept-Encoding: gzip"]),
  "all data": () => requestText("GET /api/data HTTP/1.1"),
  "one datum": () => requestText("GET /api/data/key HTTP/1.1"),
  "a slash at the end": () => requestText("GET /api/users/1/ HTTP/1.1"),
  HEAD: () => requestText("HEAD /api/users/1 HTTP/1.1"),
  "the copy that the caller has": (entityTag) => requestText(user, [`If-None-Match: ${entityTag}`]),
  "the copy, by a weak tag": (entityTag) => requestText(user, [`If-None-Match: W/${entityTag}`]),
  "the copy, among others": (entityTag) => requestText(user, [`If-None-Match: "other", ${entityTag}`]),
  "any copy": () => requestText(user, ["If-None-Match: *"]),
  "another copy": () => requestText(user, ['If-None-Match: "other"']),
  "an entity tag without quotes": () => requestText(user, ["If-None-Match: other"]),
  "two conditions": (entityTag) => requestText(user, [`If-None-Match: ${entityTag}`, 'If-None-Match: "other"']),
  "a browser's headers": () =>
    requestText(user, ["User-Agent: x", "Accept: */*", "Accept-Encoding: gzip", "Cookie: a=b", "Sec-Fetch-Mode: cors"]),
  "a credential that does not hold": () => requestText(user, ["Authorization: Bearer roster_x"]),
  "two credentials": () => requestText(user, ["Authorization: Bearer a", "Authorization: Bearer b"]),
  "a body": () => requestText(user, ["Content-Length: 2", "Content-Type: application/json"], "{}"),
  "an empty body": () => requestText(user, ["Content-Length: 0"]),
  "an odd Expect": () => requestText(user, ["Expect: something"]),
  "two Hosts": () => requestText(user, ["Host: b"]),
  "no Host": () => `${user}\r\n\r\n`,
  "a Host that is none": () => `${user}\r\nHost: a b\r\n\r\n`,
  "HTTP/1.0": () => "GET /api/users/1 HTTP/1.0\r\nHost: a\r\n\r\n",
  "a whole address": () => requestText("GET http://somewhere/api/users/1 HTTP/1.1"),
  "a question without words": () => requestText("GET /api/users/1? HTTP/1.1"),
  "a closing connection": () => requestText(user, ["Connection: close"]),
  "a user who is not there": () => requestText("GET /api/users/404 HTTP/1.1"),
  "a user who cannot be": () => requestText("GET /api/users/0x1 HTTP/1.1"),
  "a user without a number": () => requestText("GET /api/users// HTTP/1.1"),
  "a path beyond": () => requestText("GET /api/users/1/more HTTP/1.1"),
  "the contact of a user": () => requestText("GET /api/users/1/contact HTTP/1.1"),
  "a key that is escaped": () => requestText("GET /api/data/%6Bey HTTP/1.1"),
  "an escape that is none": () => requestText("GET /api/data/%zz HTTP/1.1"),
  "a key beyond Latin-1": () => requestText("GET /api/data/%C5%9F HTTP/1.1"),
  "an unknown parameter": () => requestText("GET /api/users?who=me HTTP/1.1"),
  "parameters that are wrong, all of them": () => requestText("GET /api/users?limit=0&minAge=x&sort=%zz HTTP/1.1"),
  "a cursor of nobody": () => requestText("GET /api/users?cursor=AAAA HTTP/1.1"),
  "a fragment": () => requestText("GET /api/users/1#a HTTP/1.1"),
  "a long address": () => requestText(`GET /api/users?cursor=${"a".repeat(8_000)} HTTP/1.1`),
  "a capital": () => requestText("GET /API/users HTTP/1.1"),
};

describe("the short way answers as the whole way does, header for header:", () => {
  it.each(Object.entries(requests))("%s", async (_, textOf) => {
    const text = textOf(await tag());
    // The second is answered by what the first has left.
    const [first, second] = await answersTo(short, [text, text]);
    const [made] = await answersTo(whole, [text]);
    expect(withoutOccurrence(second as RawResponse)).toEqual(withoutOccurrence(made as RawResponse));
    expect(withoutOccurrence(first as RawResponse)).toEqual(withoutOccurrence(made as RawResponse));
  });
});

describe("an answer that was kept", () => {
  it("has the caller's id where that is well formed, and otherwise one of its own", async () => {
    const ids = ["X-Request-Id: mine", "X-Request-Id: not mine", ""];
    const texts = ids.map((line) => requestText(user, line === "" ? [] : [line]));
    const answers = await answersTo(short, [requestText(user), ...texts]);
    const [, own, malformed, none] = answers.map(({ headers }) => headers.get("x-request-id"));
    expect(own).toBe("mine");
    expect(malformed).toMatch(/^[\w-]{36}$/);
    expect(none).toMatch(/^[\w-]{36}$/);
  });

  it("is logged and counted like every other", async () => {
    await using roster = await startRoster();
    const key = await roster.createKey(["metrics:read"]);
    for (const id of ["made", "kept"]) {
      await roster.request("GET", "/api/users/1?", { headers: { "x-request-id": id } });
    }
    const lines = roster.log.map((line) => JSON.parse(line));
    const [made, kept] = ["made", "kept"].map((requestId) => lines.find((line) => line.requestId === requestId));
    const ofOne = ["requestId", "time", "durationMilliseconds"];
    const rest = (line: object) => Object.fromEntries(Object.entries(line).filter(([name]) => !ofOne.includes(name)));
    expect(rest(kept)).toEqual(rest(made));
    const { text } = await roster.request("GET", "/metrics", { key });
    expect(text).toContain('http_requests_total{operation="getUser",status="200"} 2');
    expect(text).toContain('roster_cache_requests_total{result="hit"} 1');
    expect(text).toContain("http_requests_in_flight 1\n");
  });

  it("is not made again for a condition that only the whole way reads", async () => {
    await using roster = await startRoster();
    const key = await roster.createKey(["metrics:read"]);
    const misses = async (): Promise<string | undefined> =>
      /roster_cache_requests_total\{result="miss"\} \d+/.exec(
        (await roster.request("GET", "/metrics", { key })).text,
      )?.[0];
    for (let time = 0; time < 3; time += 1) await roster.request("GET", "/api/users/1");
    const before = await misses();
    // Raw, as fetch adds a Cache-Control of its own to a condition.
    const [answer] = await answersTo(roster, [requestText(user, ['If-None-Match: "other", "another"'])]);
    expect(answer?.statusLine).toContain("200");
    expect(await misses()).toBe(before);
  });

  it("is counted by the limits, and refused like any other", async () => {
    await using roster = await startRoster({ rateLimit: [{ name: "requests", quota: 5, windowSeconds: 3600 }] });
    const remaining: (string | null)[] = [];
    for (let request = 0; request < 5; request += 1) {
      const { status, headers } = await roster.request("GET", "/api/users/1");
      expect(status).toBe(200);
      remaining.push(headers.get("ratelimit"));
    }
    expect(remaining.map((field) => /r=(\d+)/.exec(field ?? "")?.[1])).toEqual(["4", "3", "2", "1", "0"]);
    for (let request = 0; request < 3; request += 1) {
      expect((await roster.request("GET", "/api/users/1")).status).toBe(429);
    }
  });

  it("comes in its turn on a connection", async () => {
    await using connection = await connectTo(short.port);
    const ids = Array.from({ length: 50 }, (_, index) => `turn-${index}`);
    await connection.send(ids.map((id) => requestText(user, [`X-Request-Id: ${id}`])).join(""));
    for (const id of ids) expect((await connection.response()).headers.get("x-request-id")).toBe(id);
  });
});
