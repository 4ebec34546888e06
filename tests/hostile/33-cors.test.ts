import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, methodsByPath, operations } from "../http/contract-operations.ts";
import { exchange, requestText } from "../support/raw-http.ts";
import { type RequestOptions, startRoster, type TestRoster } from "../support/roster.ts";

const allowed = "https://app.example.com";
const foreign = [
  "https://evil.example",
  "null",
  "http://app.example.com",
  "https://app.example.com.evil.example",
  "https://APP.example.com:8443",
  "",
];

let open: TestRoster;
let closed: TestRoster;
beforeAll(async () => {
  [open, closed] = await Promise.all([
    startRoster({ corsOrigins: [allowed, "https://other.example.com"] }),
    startRoster(),
  ]);
});
afterAll(() => Promise.all([open, closed].map((roster) => roster[Symbol.asyncDispose]())));

const from = (origin: string, headers: Record<string, string> = {}): RequestOptions => ({
  headers: { origin, ...headers },
});

const corsHeaders = (headers: Headers): readonly string[] =>
  [...headers.keys()].filter((name) => name.startsWith("access-control-"));

const preflight = { "access-control-request-method": "PATCH", "access-control-request-headers": "authorization" };

describe("case 33: without CORS_ORIGINS", () => {
  it.each([allowed, ...foreign])("no page of another origin may read an answer: %j", async (origin) => {
    const credentials = { authorization: "Bearer x", cookie: "a=b" };
    for (const [method, path] of [
      ["GET", "/api/users"],
      ["POST", "/api/users"],
      ["OPTIONS", "/api/users"],
      ["GET", "/nobody"],
    ] as const) {
      const answer = await closed.request(method, path, from(origin, { ...credentials, ...preflight }));
      expect(corsHeaders(answer.headers)).toEqual([]);
    }
  });
});

/** Responses that no route gives, each to a request with this `Origin`. */
const early: readonly (readonly [what: string, status: number, send: (origin: string) => string])[] = [
  ["the target is too long", 414, (origin) => requestText(`GET /${"a".repeat(8_001)} HTTP/1.1`, [`Origin: ${origin}`])],
  [
    "the head is too large",
    431,
    (origin) => requestText("GET / HTTP/1.1", [`Origin: ${origin}`, `X: ${"a".repeat(17_000)}`]),
  ],
  ["a line is no header", 400, (origin) => requestText("GET / HTTP/1.1", [`Origin: ${origin}`, "no header"])],
  ["the method is unknown", 501, (origin) => requestText("BREW / HTTP/1.1", [`Origin: ${origin}`])],
  ["there are two hosts", 400, (origin) => requestText("GET / HTTP/1.1", [`Origin: ${origin}`, "Host: other"])],
  ["the target cannot be decoded", 400, (origin) => requestText("GET /%zz HTTP/1.1", [`Origin: ${origin}`])],
  ["it expects something else", 417, (origin) => requestText("GET / HTTP/1.1", [`Origin: ${origin}`, "Expect: x"])],
];

describe("case 33: with CORS_ORIGINS", () => {
  it.each(operations.map(({ method, ...operation }) => [method, addressOf({ method, ...operation })] as const))(
    "an answer of %s %s may be read from an allowed origin",
    async (method, address) => {
      const { headers } = await open.request(method, address, from(allowed));
      expect(headers.get("access-control-allow-origin")).toBe(allowed);
      expect(headers.get("vary")).toMatch(/\bOrigin\b/);
      expect(headers.has("access-control-allow-credentials")).toBe(false);
      const exposed = headers.get("access-control-expose-headers")?.split(", ");
      const needed = ["ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"];
      expect(exposed).toEqual(expect.arrayContaining(needed));
      const declared = operations.flatMap(({ responses }) =>
        [...responses.values()].flatMap((response) => Object.keys(response.headers ?? {})),
      );
      expect(exposed).toEqual(expect.arrayContaining(declared.filter((name) => name !== "Cache-Control")));
    },
  );

  it("so may failures, whoever answers them", async () => {
    for (const [method, path, status] of [
      ["GET", "/nobody", 404],
      ["PUT", "/api/users", 405],
      ["POST", "/api/users", 401],
    ] as const) {
      const answer = await open.request(method, path, from(allowed));
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([status, allowed]);
    }
  });

  it.each(early)("so may one that is written before there is a route: %s", async (_, status, send) => {
    for (const [origin, allowOrigin] of [
      [allowed, allowed],
      ["https://evil.example", null],
    ] as const) {
      const answer = await exchange(open.port, send(origin), "GET /livez");
      expect(answer.status).toBe(status);
      expect(answer.headers.get("access-control-allow-origin")).toBe(allowOrigin);
      expect(answer.headers.get("access-control-expose-headers")?.includes("X-Request-Id")).toBe(
        allowOrigin === null ? undefined : true,
      );
      expect(answer.headers.get("vary")).toBe("Origin");
    }
  });

  it.each(foreign)("none may be read from another origin, and caches are told that it matters: %j", async (origin) => {
    for (const [method, path] of [
      ["GET", "/api/users"],
      ["GET", "/nobody"],
      ["OPTIONS", "/api/users"],
    ] as const) {
      const credentials = { authorization: "Bearer x", cookie: "a=b" };
      const { headers } = await open.request(method, path, from(origin, credentials));
      expect(corsHeaders(headers)).toEqual([]);
      expect(headers.get("vary")).toMatch(/\bOrigin\b/);
    }
  });

  it.each(methodsByPath)("a preflight for $path is a 204 for an allowed origin", async ({ address }) => {
    const answer = await open.request("OPTIONS", address, from(allowed, preflight));
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-max-age")).toBe("7200");
    expect(answer.headers.get("access-control-allow-origin")).toBe(allowed);
    expect(answer.headers.get("access-control-allow-headers")).toBe("authorization");
    const methods = answer.headers.get("access-control-allow-methods")?.split(", ");
    expect(new Set(methods)).toEqual(new Set([...operations.map(({ method }) => method), "HEAD"]));
  });

  it.each(methodsByPath)(
    "an OPTIONS of $path that is no preflight still tells its methods",
    async ({ address, methods }) => {
      for (const options of [{}, from(allowed), from("https://evil.example", preflight)]) {
        const answer = await open.request("OPTIONS", address, options);
        expect(answer.status).toBe(204);
        expect(answer.headers.get("allow")?.split(", ").toSorted()).toEqual(methods);
      }
    },
  );

  it("an OPTIONS with a body is answered without it", async () => {
    const headers = ["Origin: https://app.example.com", "Content-Type: application/json", "Content-Length: 9"];
    const answer = await exchange(open.port, requestText("OPTIONS /api/users HTTP/1.1", headers));
    expect(answer.status).toBe(204);
  });

  it("an OPTIONS of an address that is not there is a 404", async () => {
    expect((await open.request("OPTIONS", "/nobody")).status).toBe(404);
  });
});
