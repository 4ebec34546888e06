import { METHODS } from "node:http";
import { describe, expect, it } from "vitest";
import { methodsByPath, operations } from "../http/contract-operations.ts";
import { expectProblem } from "../support/problem.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const ask = (method: string, address: string, headers: readonly string[] = []) =>
  target.exchange(target.textOf(`${method} ${address} HTTP/1.1`, headers));

const allowOf = ({ headers }: { readonly headers: Headers }): readonly string[] =>
  (headers.get("allow") ?? "").split(", ").toSorted();

/** What a path takes for PATCH, which RFC 5789, section 3.1, lets it tell; null where it has no PATCH. */
const patchesOf = (path: string): string | null => {
  const patch = operations.find((operation) => operation.path === path && operation.method === "PATCH");
  return patch === undefined ? null : Object.keys(patch.requestBody?.content ?? {}).join(", ");
};

describe.each(methodsByPath)("case 16: $path", ({ path, address, methods }) => {
  it.each([
    ["", address],
    [" with a slash at the end", address === "/" ? "/" : `${address}/`],
    [" with an escape", address.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
    [" with a query", `${address}?a=b`],
  ])("tells its methods to OPTIONS%s, and answers any other with 405 and the same", async (_, each) => {
    const options = await target.expectUntouched(() => ask("OPTIONS", each));
    expect(options).toMatchObject({ status: 204, text: "" });
    const refused = await target.expectRefused(() => ask("PROPFIND", each), "method-not-allowed");
    for (const answer of [options, refused]) {
      expect(allowOf(answer)).toEqual(methods);
      expect(answer.headers.get("accept-patch")).toBe(patchesOf(path));
    }
  });

  it("answers every method of HTTP that it has not with 405", async () => {
    const others = METHODS.filter((method) => !methods.includes(method) && method !== "CONNECT");
    expect(others).toContain("TRACE");
    await target.expectUntouched(async () => {
      await using connection = await connectTo(target.roster.port);
      for (const method of others) {
        await connection.send(requestText(`${method} ${address} HTTP/1.1`));
        const answer = await connection.response(method);
        if (method === "HEAD") expect(answer).toMatchObject({ status: 405, text: "" });
        else expectProblem(answer, "method-not-allowed");
        expect(allowOf(answer)).toEqual(methods);
      }
    });
  });
});

describe("case 16: a method that is not one", () => {
  it.each([
    "BREW",
    "get",
    "Get",
    "G",
    "GETS",
    "XPOST",
    "UPDATE",
    "QUERYS",
    "0",
    "*",
    "-",
    "__proto__",
    "!#$%&'*+.^_`|~",
  ])("%s is a 501 that closes the connection", async (method) => {
    const send = () => target.exchange(target.textOf(`${method} /api/users HTTP/1.1`), "GET /livez");
    const answer = await target.expectRefused(send, "unknown-method");
    expect(answer.closes).toBe(true);
  });

  it("of a kilobyte is a 501 too", async () => {
    const text = target.textOf(`${"X".repeat(1_000)} /api/users HTTP/1.1`);
    await target.expectRefused(() => target.exchange(text, "GET /livez"), "unknown-method");
  });
});

describe("case 16: a method is overridden by nothing", () => {
  it.each(["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method", "X-Original-Method"])("%s", async (name) => {
    for (const method of ["GET", "DELETE", "PATCH"]) {
      await target.expectRefused(() => ask("POST", "/livez", [`${name}: ${method}`]), "method-not-allowed");
      const answer = await target.expectUntouched(() => ask("GET", "/api/users/1", [`${name}: ${method}`]));
      expect(answer.status).toBe(200);
    }
  });

  it("_method in a query or a body", async () => {
    await target.expectRefused(() => ask("GET", "/api/users/1?_method=DELETE"), "invalid-request");
    await target.expectRefused(() => target.send("POST", "/api/users", { _method: "DELETE" }), "invalid-request");
  });
});

it("case 16: TRACE does not say what was sent to it", async () => {
  const answer = await target.expectRefused(() => ask("TRACE", "/livez", ["X-Sent: to-be-seen"]), "method-not-allowed");
  expect(answer.text + JSON.stringify([...answer.headers])).not.toMatch(/to-be-seen|roster_/);
});

const everyMethod = [...new Set(methodsByPath.flatMap(({ methods }) => methods))].toSorted();

it("case 16: OPTIONS * tells every method that there is", async () => {
  const answer = await target.exchange(requestText("OPTIONS * HTTP/1.1"), "OPTIONS /livez");
  expect(answer).toMatchObject({ status: 204, text: "" });
  expect(allowOf(answer)).toEqual(everyMethod);
});

it.each(["example.com:443", "/api/users", "127.0.0.1:22", "[::1]:22"])(
  "case 16: CONNECT %s opens no tunnel: 405",
  async (address) => {
    const send = () => target.exchange(requestText(`CONNECT ${address} HTTP/1.1`, [], "SSH-2.0"), "CONNECT /livez");
    const answer = await target.expectRefused(send, "method-not-allowed");
    expect(allowOf(answer)).toEqual(everyMethod);
    expect(answer.closes).toBe(true);
  },
);

it("case 16: an Upgrade is ignored, and the request is answered as it stands", async () => {
  for (const protocol of ["websocket", "h2c", "TLS/1.0", "HTTP/2.0, SHTTP/1.3"]) {
    const headers = [
      "Connection: Upgrade, HTTP2-Settings",
      `Upgrade: ${protocol}`,
      "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
    ];
    expect((await target.expectUntouched(() => ask("GET", "/livez", headers))).status).toBe(200);
  }
});
