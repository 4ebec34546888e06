import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem, type ProblemName } from "../support/problem.ts";
import { connectTo, type RawResponse, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { storedIn } from "./target.ts";

let roster: TestRoster;
const keys = { none: "", wrong: "", right: "" };
beforeAll(async () => {
  roster = await startRoster();
  keys.wrong = await roster.createKey(["data:write"]);
  keys.right = await roster.createKey(["users:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

/** Refusals that need nothing but the head of a request. */
const refusals: [ProblemName, string, keyof typeof keys, string[]][] = [
  ["unauthenticated", "POST /api/users", "none", ["Content-Type: application/json"]],
  ["unauthenticated", "POST /api/users", "none", ["Content-Type: text/plain"]],
  ["unauthenticated", "PATCH /api/users/zero?x=y", "none", []],
  ["forbidden", "POST /api/users", "wrong", ["Content-Type: application/json"]],
  ["unsupported-media-type", "POST /api/users", "right", ["Content-Type: text/plain"]],
  ["unsupported-media-type", "POST /api/users", "right", ["Content-Type: application/json", "Content-Encoding: gzip"]],
  ["unsupported-media-type", "GET /api/users", "none", ["Content-Type: application/json"]],
  ["unsupported-media-type", "DELETE /api/users/1", "right", ["Content-Type: application/json"]],
  ["unknown-address", "POST /api/nobody", "none", ["Content-Type: application/json"]],
  ["method-not-allowed", "PUT /api/users", "right", ["Content-Type: application/json"]],
  ["malformed-request", "POST /api/users", "right", ["Content-Type: application/json", "Content-Type: text/plain"]],
  ["expectation-failed", "POST /api/users", "right", ["Content-Type: application/json", "Expect: miracles"]],
];

const head = (line: string, key: string, headers: readonly string[]): string =>
  requestText(`${line} HTTP/1.1`, [...(key === "" ? [] : [`Authorization: Bearer ${key}`]), ...headers]);

const answerTo = async (text: string | Uint8Array): Promise<RawResponse & { readonly staysOpen: boolean }> => {
  await using connection = await connectTo(roster.port);
  await connection.send(text);
  const answer = await connection.response();
  const staysOpen = answer.headers.get("connection") !== "close";
  if (!staysOpen) expect(await connection.closed).toBe("");
  return { ...answer, staysOpen };
};

/** Operations that take no body: one in chunks is known by its first, as no chunk but the last is no body. */
const bodiless = refusals.filter(([type, line]) => type === "unsupported-media-type" && !line.startsWith("POST"));

describe.each(refusals)("case 26: a request refused as %s (%s, key: %s, %j)", (type, line, who, headers) => {
  const framings = [
    ["short", "Content-Length: 60000"],
    ["long", "Content-Length: 5000000"],
    ["chunked", "Transfer-Encoding: chunked"],
  ].filter(([what]) => what !== "chunked" || !bodiless.some(([, each]) => each === line));

  it.each(framings)("is answered before any byte of its %s body is sent", async (_, framing = "") => {
    expectProblem(await answerTo(head(line, keys[who], [...headers, framing])), type);
  });
});

it.each(bodiless)(
  "case 26: a request refused as %s (%s) is answered at the first bytes of its body in chunks",
  async (type, line, who, headers) => {
    const text = `${head(line, keys[who], [...headers, "Transfer-Encoding: chunked"])}5\r\n{"nam`;
    expectProblem(await answerTo(text), type);
  },
);

describe("case 26: without credentials an invalid body is a 401 with WWW-Authenticate, and nothing is said of the body", () => {
  it.each([
    ["malformed", "Content-Type: application/json", "{"],
    ["empty", "Content-Type: application/json", ""],
    ["of the wrong type", "Content-Type: text/plain", "rubbish"],
    ["with wrong fields", "Content-Type: application/json", '{"role":"admin"}'],
    ["that is no UTF-8", "Content-Type: application/json", "\xff"],
    ["with __proto__", "Content-Type: application/json", '{"__proto__":{}}'],
  ])("%s", async (_, type, body) => {
    const before = storedIn(roster.config.databaseUrl);
    for (const line of ["POST /api/users", "PATCH /api/users/1", "PUT /api/data/key", "PUT /api/users/1/contact"]) {
      for (const credential of [[], ["Authorization: Bearer x"], ["Authorization: Basic YTpi"]]) {
        const headers = [...credential, type, `Content-Length: ${body.length}`];
        const answer = await answerTo(Buffer.from(requestText(`${line} HTTP/1.1`, headers, body), "latin1"));
        expect(expectProblem(answer, "unauthenticated").errors).toBeUndefined();
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="roster"/);
      }
    }
    expect(storedIn(roster.config.databaseUrl)).toEqual(before);
  });
});

it("case 26: no more is read of a refused body that is long, or of unknown length: the connection is closed", async () => {
  for (const framing of ["Content-Length: 65537", "Transfer-Encoding: chunked"]) {
    expect((await answerTo(head("POST /api/users", "", [framing]))).staysOpen).toBe(false);
  }
});

it("case 26: the connection is kept when a refused body is short, and serves the next request", async () => {
  await using connection = await connectTo(roster.port);
  await connection.send(head("POST /api/users", "", ["Content-Length: 9"]));
  expectProblem(await connection.response(), "unauthenticated");
  await connection.send(`{"a":"b"}${requestText("GET /livez HTTP/1.1")}`);
  expect(await connection.response()).toMatchObject({ status: 200, text: '{"status":"alive"}' });
});

describe("case 26: Expect: 100-continue", () => {
  const expecting = ["Expect: 100-continue", "Content-Type: application/json", "Content-Length: 22"];

  it("is answered with 100 when the body is wanted, and with the outcome when it came", async () => {
    await using connection = await connectTo(roster.port);
    await connection.send(head("POST /api/users", keys.right, expecting));
    expect((await connection.response()).status).toBe(100);
    await connection.send('{"name":"Al","age":30}');
    expect((await connection.response()).status).toBe(201);
    await connection.send(requestText("GET /livez HTTP/1.1", ["expect: 100-Continue"]));
    expect([100, 200]).toContain((await connection.response()).status);
  });

  it.each<[ProblemName, keyof typeof keys, string[]]>([
    ["unauthenticated", "none", expecting],
    ["forbidden", "wrong", expecting],
    ["unsupported-media-type", "right", ["Expect: 100-continue", "Content-Length: 22"]],
    ["content-too-large", "right", [...expecting.slice(0, 2), "Content-Length: 65537"]],
  ])("is answered with the refusal at once: %s", async (type, who, headers) => {
    const answer = await answerTo(head("POST /api/users", keys[who], headers));
    expectProblem(answer, type);
    expect(answer.staysOpen).toBe(false);
  });
});
