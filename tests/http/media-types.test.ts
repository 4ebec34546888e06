import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scopes } from "../../generated/contract.ts";
import { operationsOf } from "../../src/contract/operations.ts";
import { expectProblem } from "../support/problem.ts";
import { exchange, requestText } from "../support/raw-http.ts";
import { contract, startRoster, type TestRoster } from "../support/roster.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(Object.keys(scopes));
});
afterAll(() => roster[Symbol.asyncDispose]());

const body = '{"name":"Ada","age":36}';

const post = (...headers: string[]) =>
  exchange(
    roster.port,
    requestText(
      "POST /api/users HTTP/1.1",
      [`Authorization: Bearer ${key}`, `Content-Length: ${body.length}`, ...headers],
      body,
    ),
  );

describe("a media type that the operation declares is taken in every legal spelling, and the body is validated", () => {
  it.each([
    "Content-Type: application/json",
    "content-type:application/json",
    "CONTENT-TYPE: Application/JSON",
    "Content-Type: application/json;",
    "Content-Type: \tapplication/json \t",
    "Content-Type: application/json; charset=utf-8",
    "Content-Type: application/json;charset=UTF-8",
    'Content-Type: application/json ; charset="utf-8"',
    "Content-Type: application/json; charset=utf8; x=y",
    "Content-Type: application/json; charset=",
    "Content-Type: application/json; profile=none",
  ])("%j", async (header) => {
    expect((await post(header)).status).toBe(201);
    const invalid = await exchange(
      roster.port,
      requestText("POST /api/users HTTP/1.1", [`Authorization: Bearer ${key}`, "Content-Length: 2", header], "{}"),
    );
    expect(expectProblem(invalid, "invalid-request").errors).toHaveLength(2);
  });
});

describe("a body without a media type, or with another one, is a 415", () => {
  it.each([
    "X-Content-Type: application/json",
    "Content-Type:",
    "Content-Type: text/plain",
    "Content-Type: text/xml",
    "Content-Type: text/json",
    "Content-Type: application/json; charset=utf-16",
    "Content-Type: application/json; charset=iso-8859-1",
    'Content-Type: application/json; charset="utf-16le"',
    "Content-Type: application/json; charset=utf-7; charset=utf-8",
    "Content-Type: application/json\ta",
    "Content-Type: application/json a",
    "Content-Type: application/json, text/plain",
    "Content-Type: application/jsonx",
    "Content-Type: application/problem+json",
    "Content-Type: application/merge-patch+json",
    "Content-Type: application/x-www-form-urlencoded",
    "Content-Type: multipart/form-data; boundary=x",
    "Content-Type: application/*",
    "Content-Type: */*",
    "Content-Type: json",
    "Content-Type: /json",
    "Content-Type: application/",
    "Content-Type: __proto__",
    "Content-Type: constructor/prototype",
  ])("%j", async (header) => {
    expect(expectProblem(await post(header), "unsupported-media-type").detail).toBe("This takes application/json.");
  });
});

describe("a coding of the body that Roster does not undo is a 415 that says what is taken (RFC 7694)", () => {
  it.each(["gzip", "GZIP", "br", "deflate", "zstd", "identity, gzip", "gzip, identity", "x", "*"])(
    "%s",
    async (coding) => {
      const answer = await post("Content-Type: application/json", `Content-Encoding: ${coding}`);
      expectProblem(answer, "unsupported-media-type");
      expect(answer.headers.get("accept-encoding")).toBe("identity");
    },
  );

  it("also when it is named in a header of its own", async () => {
    const answer = await post("Content-Type: application/json", "Content-Encoding: identity", "Content-Encoding: gzip");
    expectProblem(answer, "unsupported-media-type");
  });
});

it("PATCH takes a merge patch under both of its names", async () => {
  for (const type of ["application/merge-patch+json", "application/json"]) {
    const headers = { "content-type": type };
    const answer = await roster.request("PATCH", "/api/users/1", { key, headers, body: '{"age":31}' });
    expect(answer.json).toEqual({ id: 1, name: "Alice", age: 31 });
  }
  const headers = { "content-type": "application/json-patch+json" };
  expectProblem(await roster.request("PATCH", "/api/users/1", { key, headers, body: "[]" }), "unsupported-media-type");
});

describe("an operation that declares no body takes none", () => {
  const bodiless = operationsOf(contract).filter(({ requestBody }) => requestBody === undefined);
  const target = (path: string): string => path.replaceAll(/\{\w+\}/g, "1");

  it.each(bodiless)("$method $path", async ({ method, path }) => {
    const headers = [`Authorization: Bearer ${key}`, "Content-Type: application/json"];
    const sized = requestText(`${method} ${target(path)} HTTP/1.1`, [...headers, "Content-Length: 2"], "{}");
    expectProblem(await exchange(roster.port, sized), "unsupported-media-type");
    const chunked = [...headers, "Transfer-Encoding: chunked"];
    const inChunks = requestText(`${method} ${target(path)} HTTP/1.1`, chunked, "2\r\n{}\r\n0\r\n\r\n");
    expectProblem(await exchange(roster.port, inChunks), "unsupported-media-type");
  });

  it("a length of zero, or a media type of nothing, is no body", async () => {
    for (const header of ["Content-Length: 0", "Content-Type: text/plain"]) {
      expect((await exchange(roster.port, requestText("GET /livez HTTP/1.1", [header]))).status).toBe(200);
    }
  });

  it("HEAD with a body is refused as its GET is", async () => {
    const text = requestText("HEAD /livez HTTP/1.1", ["Content-Length: 2"], "{}");
    expect(await exchange(roster.port, text)).toMatchObject({ status: 415, text: "" });
  });
});
