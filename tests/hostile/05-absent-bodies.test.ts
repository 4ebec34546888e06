import { describe, expect, it } from "vitest";
import { addressOf, operations } from "../http/contract-operations.ts";
import { connectTo } from "../support/raw-http.ts";
import { bodyWays } from "./bodies.ts";
import { placesOf, useTarget } from "./target.ts";

const target = useTarget();

const absent = [
  ["no bytes and no length", []],
  ["a length of 0", ["Content-Length: 0"]],
  ["a length of 000", ["Content-Length: 000"]],
  ["a media type and no bytes", ["Content-Type: application/json"]],
  ["a media type and a length of 0", ["Content-Type: application/json", "Content-Length: 0"]],
  ["another media type and a length of 0", ["Content-Type: text/plain", "Content-Length: 0"]],
] as const;

const requests = operations
  .filter(({ requestBody }) => requestBody?.required)
  .map((operation) => `${operation.method} ${addressOf(operation)}`);

describe.each(absent)("case 5: a required body that is absent is refused: %s", (_, headers) => {
  it.each(requests)("%s", async (line) => {
    const text = () => target.exchange(target.textOf(`${line} HTTP/1.1`, headers));
    const { problem } = await target.expectRefused(text, "invalid-request");
    expect(placesOf(problem)).toEqual([{ pointer: "", code: "required" }]);
  });
});

it("case 5: the list of requests has every operation that takes a body", () => {
  const taking = new Set(bodyWays.map(({ operationId }) => operationId));
  expect(requests).toHaveLength(taking.size);
  expect(requests).toContain("POST /api/users");
});

describe("case 5: no chunk but the last is a body that is absent", () => {
  it.each(requests)("%s", async (line) => {
    const headers = ["Content-Type: application/json", "Transfer-Encoding: chunked"];
    const text = target.textOf(`${line} HTTP/1.1`, headers, "0\r\n\r\n");
    const { problem } = await target.expectRefused(() => target.exchange(text), "invalid-request");
    expect(placesOf(problem)).toEqual([{ pointer: "", code: "required" }]);
  });
});

it("case 5: it is one error among the others", async () => {
  const send = () => target.send("PATCH", "/api/users/0?x=1", "");
  const { problem } = await target.expectRefused(send, "invalid-request");
  expect(placesOf(problem)).toEqual([
    { parameter: "x", code: "unknown" },
    { pointer: "", code: "required" },
    { parameter: "userId", code: "minimum" },
  ]);
});

describe("case 5: a body of no bytes in chunks is no body where an operation takes none", () => {
  const bodiless = operations.filter(({ requestBody }) => requestBody === undefined);
  const types = [[], ["Content-Type: application/json"], ["Content-Type: text/plain"]];

  it.each(bodiless)("$method $path", async (operation) => {
    const line = `${operation.method} ${addressOf(operation)} HTTP/1.1`;
    // Nothing is there any more from the second deletion on.
    await target.exchange(target.textOf(line));
    const plain = await target.exchange(target.textOf(line));
    for (const headers of types) {
      const chunked = target.textOf(line, [...headers, "Transfer-Encoding: chunked"], "0\r\n\r\n");
      expect((await target.exchange(chunked)).status).toBe(plain.status);
    }
  });

  it("also when the last chunk comes later than the head, and the connection serves the next request", async () => {
    await using connection = await connectTo(target.roster.port);
    for (const _ of [1, 2]) {
      await connection.send(target.textOf("GET /livez HTTP/1.1", ["Transfer-Encoding: chunked"]));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await connection.send("0\r\n\r\n");
      expect((await connection.response()).status).toBe(200);
    }
  });

  it("but bytes that come later are refused", async () => {
    await using connection = await connectTo(target.roster.port);
    await connection.send(target.textOf("GET /livez HTTP/1.1", ["Transfer-Encoding: chunked"]));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await connection.send("2\r\n{}\r\n0\r\n\r\n");
    expect((await connection.response()).status).toBe(415);
  });
});
