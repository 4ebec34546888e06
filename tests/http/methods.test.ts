import { METHODS } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { connectTo, exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { addressOf, methodsByPath, operations } from "./contract-operations.ts";

let roster: TestRoster;
beforeAll(async () => {
  roster = await startRoster();
});
afterAll(() => roster[Symbol.asyncDispose]());

const ask = (method: string, target: string) => exchange(roster.port, requestText(`${method} ${target} HTTP/1.1`));

const allowOf = ({ headers }: { readonly headers: Headers }): readonly string[] =>
  (headers.get("allow") ?? "").split(", ").toSorted();

describe.each(methodsByPath)("$path", ({ address, methods }) => {
  it.each([
    ["", address],
    [" with a slash at the end", address === "/" ? "/" : `${address}/`],
    [" with an escape", address.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
    [" with a query", `${address}?a=b`],
  ])("tells its methods to OPTIONS%s, and answers any other with 405 and the same", async (_, target) => {
    const options = await ask("OPTIONS", target);
    expect(options).toMatchObject({ status: 204, text: "" });
    expect(allowOf(options)).toEqual(methods);
    const refused = await ask("PROPFIND", target);
    expectProblem(refused, "method-not-allowed");
    expect(allowOf(refused)).toEqual(methods);
  });

  it("answers every method of HTTP that it has not with 405", async () => {
    const others = METHODS.filter((method) => !methods.includes(method) && method !== "CONNECT");
    await using connection = await connectTo(roster.port);
    for (const method of others) {
      await connection.send(requestText(`${method} ${address} HTTP/1.1`));
      const answer = await connection.response(method);
      expectProblem(answer, "method-not-allowed");
      expect(allowOf(answer)).toEqual(methods);
    }
  });

  it("is there with a slash at the end, for each of its methods", async () => {
    for (const method of methods.filter((each) => each !== "OPTIONS")) {
      const [plain, slashed] = await Promise.all([
        ask(method, address),
        ask(method, address === "/" ? "/" : `${address}/`),
      ]);
      expect([slashed.status, slashed.headers.get("content-type")]).toEqual([
        plain.status,
        plain.headers.get("content-type"),
      ]);
    }
  });
});

describe("HEAD has the headers of GET and no body", () => {
  const gets = operations.filter(({ method }) => method === "GET");
  const changing = ["date", "connection", "keep-alive", "ratelimit"];
  const headersOf = (headers: Headers) => [...headers].filter(([name]) => !changing.includes(name));

  it.each(gets.map((operation) => addressOf(operation)))("%s", async (address) => {
    await using connection = await connectTo(roster.port);
    const text = (method: string) => requestText(`${method} ${address} HTTP/1.1`, ["X-Request-Id: same"]);
    // Were there a body, it would be read as the beginning of the second answer.
    await connection.send(`${text("HEAD")}${text("GET")}`);
    const head = await connection.response("HEAD");
    const get = await connection.response("GET");
    expect(head.status).toBe(get.status);
    expect(headersOf(head.headers)).toEqual(headersOf(get.headers));
    expect(Number(head.headers.get("content-length"))).toBe(Buffer.byteLength(get.text));
  });

  it("also when it fails", async () => {
    for (const [target, status] of [
      ["/api/users/7", 404],
      ["/api/users?limit=0", 400],
      ["/nobody", 404],
    ] as const) {
      expect(await ask("HEAD", target)).toMatchObject({ status, text: "" });
    }
  });
});

describe("a method that is not one", () => {
  it.each(["BREW", "get", "Get", "G", "GETS", "XPOST", "UPDATE", "*", "!#$%&'*+.^_`|~"])(
    "%s is a 501 that closes the connection",
    async (method) => {
      const answer = await exchange(roster.port, requestText(`${method} /api/users HTTP/1.1`), "GET /livez");
      expectProblem(answer, "unknown-method");
      expect(answer.closes).toBe(true);
    },
  );

  it("is not overridden by any header", async () => {
    const headers = ["X-HTTP-Method-Override: GET", "X-Method-Override: GET", "X-HTTP-Method: GET"];
    const answer = await exchange(roster.port, requestText("POST /livez HTTP/1.1", headers));
    expectProblem(answer, "method-not-allowed");
  });
});

const everyMethod = [...new Set(methodsByPath.flatMap(({ methods }) => methods))].toSorted();

it("OPTIONS * tells every method that there is", async () => {
  const answer = await exchange(roster.port, requestText("OPTIONS * HTTP/1.1"), "OPTIONS /livez");
  expect(answer).toMatchObject({ status: 204, text: "" });
  expect(allowOf(answer)).toEqual(everyMethod);
});

it.each(["example.com:443", "/api/users", "127.0.0.1:22"])("CONNECT %s opens no tunnel: 405", async (target) => {
  const answer = await exchange(
    roster.port,
    requestText(`CONNECT ${target} HTTP/1.1`, [], "SSH-2.0"),
    "CONNECT /livez",
  );
  expectProblem(answer, "method-not-allowed");
  expect(allowOf(answer)).toEqual(everyMethod);
  expect(answer.closes).toBe(true);
});

it("an Upgrade is ignored: the request is answered as it stands", async () => {
  for (const protocol of ["websocket", "h2c", "TLS/1.0"]) {
    const headers = ["Connection: Upgrade", `Upgrade: ${protocol}`];
    expect((await exchange(roster.port, requestText("GET /livez HTTP/1.1", headers))).status).toBe(200);
  }
});
