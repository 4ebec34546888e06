import { describe, expect, it } from "vitest";
import { operationsOf } from "../../src/core/contract/operations.ts";
import { addressOf } from "../http/contract-operations.ts";
import { contract } from "../support/roster.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const body = '{"name":"Ada","age":36}';

const post = (headers: readonly string[], text = body) =>
  target.exchange(target.textOf("POST /api/users HTTP/1.1", [`Content-Length: ${text.length}`, ...headers], text));

describe("case 4: a media type that the operation declares is taken in every legal spelling, and the body is validated", () => {
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
    expect((await post([header])).status).toBe(201);
    const { problem } = await target.expectRefused(() => post([header], "{}"), "invalid-request");
    expect(problem.errors).toHaveLength(2);
  });
});

describe("case 4: a body without a media type, or with another one, is a 415", () => {
  it.each([
    "X-Content-Type: application/json",
    "Content-Type:",
    "Content-Type: \t",
    "Content-Type: text/plain",
    "content-type: TEXT/PLAIN",
    "Content-Type: text/plain; application/json",
    "Content-Type: text/html",
    "Content-Type: text/xml",
    "Content-Type: text/json",
    "Content-Type: application/json; charset=utf-16",
    "Content-Type: application/json; charset=iso-8859-1",
    'Content-Type: application/json; charset="utf-16le"',
    "Content-Type: application/json; CHARSET=UTF-32",
    "Content-Type: application/json;charset=utf-8x",
    "Content-Type: application/json; charset=us-ascii",
    "Content-Type: application/json; charset=utf-7; charset=utf-8",
    "Content-Type: application/json\ta",
    "Content-Type: application/json a",
    "Content-Type: application /json",
    "Content-Type: application/ json",
    "Content-Type: application\\json",
    'Content-Type: "application/json"',
    "Content-Type: application/json%3b",
    "Content-Type: application/json\xa0",
    "Content-Type: application/vnd.api+json",
    "Content-Type: application/json-patch+json",
    "Content-Type: application/ndjson",
    "Content-Type: application/x-json",
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
    const { problem } = await target.expectRefused(() => post([header]), "unsupported-media-type");
    expect(problem.detail).toBe("This takes application/json.");
  });

  it.each(operationsOf(contract).filter(({ requestBody }) => requestBody !== undefined))(
    "and tells what would be taken: $method $path",
    async (operation) => {
      const taken = Object.keys(operation.requestBody?.content ?? {}).join(", ");
      const { method } = operation;
      const send = () => target.send(method, addressOf(operation), "<a/>", { "content-type": "application/xml" });
      const { headers } = await target.expectRefused(send, "unsupported-media-type");
      expect(headers.get("accept")).toBe(taken);
      expect(headers.get("accept-patch")).toBe(method === "PATCH" ? taken : null);
    },
  );

  it("two headers, of which one would do, are a 400, so that no two readers see two types", async () => {
    for (const types of [
      ["Content-Type: application/json", "Content-Type: text/plain"],
      ["Content-Type: text/plain", "content-type: application/json"],
    ]) {
      await target.expectRefused(() => post(types), "malformed-request");
    }
  });
});

describe("case 4: a coding of the body that Roster does not undo is a 415 that says what is taken (RFC 7694)", () => {
  it.each(["gzip", "GZIP", "br", "deflate", "zstd", "identity, gzip", "gzip, identity", "x", "*"])(
    "%s",
    async (coding) => {
      const send = () => post(["Content-Type: application/json", `Content-Encoding: ${coding}`]);
      const answer = await target.expectRefused(send, "unsupported-media-type");
      expect(answer.headers.get("accept-encoding")).toBe("identity");
    },
  );

  it.each(["identity", "", ",", "identity,, ", "\t,identity , Identity", "identity\r\nContent-Encoding: identity"])(
    "none at all is one that nothing has to be undone for: %j",
    async (codings) => {
      expect((await post(["Content-Type: application/json", `Content-Encoding: ${codings}`])).status).toBe(201);
    },
  );

  it("also when it is named in a header of its own", async () => {
    const codings = ["Content-Encoding: identity", "Content-Encoding: gzip"];
    await target.expectRefused(() => post(["Content-Type: application/json", ...codings]), "unsupported-media-type");
  });
});

it("case 4: PATCH takes a merge patch under both of its names, and no other patch", async () => {
  for (const type of ["application/merge-patch+json", "application/json"]) {
    const answer = await target.send("PATCH", "/api/users/1", '{"age":31}', { "content-type": type });
    expect(answer.json).toEqual({ id: 1, name: "Alice", age: 31 });
  }
  for (const type of ["application/json-patch+json", "application/merge-patch", "application/merge-patch+jsonx"]) {
    const send = () => target.send("PATCH", "/api/users/1", "[]", { "content-type": type });
    await target.expectRefused(send, "unsupported-media-type");
  }
});

describe("case 4: an operation that declares no body takes none, of whatever type", () => {
  const bodiless = operationsOf(contract).filter(({ requestBody }) => requestBody === undefined);

  it.each(bodiless)("$method $path", async (operation) => {
    const line = `${operation.method} ${addressOf(operation)} HTTP/1.1`;
    for (const type of [["Content-Type: application/json"], ["Content-Type: text/plain"], []]) {
      const sized = target.textOf(line, [...type, "Content-Length: 2"], "{}");
      await target.expectRefused(() => target.exchange(sized), "unsupported-media-type");
      const inChunks = target.textOf(line, [...type, "Transfer-Encoding: chunked"], "2\r\n{}\r\n0\r\n\r\n");
      await target.expectRefused(() => target.exchange(inChunks), "unsupported-media-type");
    }
  });

  it("a length of zero, or a media type of nothing, is no body", async () => {
    for (const header of ["Content-Length: 0", "Content-Type: text/plain"]) {
      expect((await target.exchange(target.textOf("GET /livez HTTP/1.1", [header]))).status).toBe(200);
    }
  });

  it("HEAD with a body is refused as its GET is", async () => {
    const text = target.textOf("HEAD /livez HTTP/1.1", ["Content-Length: 2"], "{}");
    const answer = await target.expectUntouched(() => target.exchange(text));
    expect(answer).toMatchObject({ status: 415, text: "" });
  });
});
