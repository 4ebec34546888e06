import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatSealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { textsIn } from "../support/byte-forms.ts";
import { exchange, requestText } from "../support/raw-http.ts";
import { send, startRoster, type TestRoster } from "../support/roster.ts";
import { sealingKey } from "../support/sealing.ts";
import { createHome, stop } from "./home.ts";

let roster: TestRoster;
let keys: { valid: string; revealed: string; unknown: string };
beforeAll(async () => {
  // Everything that can be logged is.
  roster = await startRoster({ logLevel: "trace" });
  const valid = await roster.createKey(["users:write", "data:write"]);
  keys = {
    valid,
    revealed: `roster_${"ab".repeat(8)}_${"cd".repeat(32)}`,
    unknown: `roster_${"12".repeat(8)}_${"34".repeat(32)}`,
  };
});
afterAll(() => roster[Symbol.asyncDispose]());

const password = "hunter2-correct-horse";
const token = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"sub":"ada"}').toString("base64url")}.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg`;
const basic = Buffer.from(`ada:${password}`).toString("base64");

/** Every secret that a caller may send, and the part of it that must never be seen. */
const secretsOf = (): readonly (readonly [secret: string, hidden: string])[] => [
  ...Object.values(keys).map((key) => [key, key.slice(-64)] as const),
  [token, token.split(".")[2] ?? ""],
];

const bodies = (text: string) => JSON.stringify({ name: text, age: 1, [text]: text });

const escapeOf = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;

/** The text without its escapes, however often it was escaped. */
const unescaped = (text: string): string => {
  const plain = text.replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return plain === text ? text : unescaped(plain);
};

/** The places in which a secret can be sent, as the text of a request. */
const places: readonly [string, (secret: string) => string][] = [
  ["Authorization: Bearer", (s) => requestText("GET /livez HTTP/1.1", [`Authorization: Bearer ${s}`])],
  ["authorization: bearer", (s) => requestText("DELETE /api/data/x HTTP/1.1", [`authorization: bearer   ${s}`])],
  ["Authorization alone", (s) => requestText("DELETE /api/data/x HTTP/1.1", [`Authorization: ${s}`])],
  [
    "Authorization of another scheme",
    (s) => requestText("DELETE /api/data/x HTTP/1.1", [`Authorization: ApiKey ${s}`]),
  ],
  ["two Authorizations", (s) => requestText("GET /livez HTTP/1.1", Array(2).fill(`Authorization: Bearer ${s}`))],
  ["Proxy-Authorization", (s) => requestText("GET /livez HTTP/1.1", [`Proxy-Authorization: Bearer ${s}`])],
  ["X-Api-Key", (s) => requestText("GET /livez HTTP/1.1", [`X-Api-Key: ${s}`])],
  ["X-Request-Id", (s) => requestText("GET /livez HTTP/1.1", [`X-Request-Id: ${s}`])],
  ["a part of X-Request-Id", (s) => requestText("GET /livez HTTP/1.1", [`X-Request-Id: id-${s}`.slice(0, 140)])],
  ["Cookie", (s) => requestText("GET /livez HTTP/1.1", [`Cookie: session=${s}; other=${s}`])],
  ["User-Agent", (s) => requestText("GET /livez HTTP/1.1", [`User-Agent: ${s}`])],
  ["Referer", (s) => requestText("GET /livez HTTP/1.1", [`Referer: https://a.example/?key=${s}`])],
  ["Host", (s) => `GET /livez HTTP/1.1\r\nHost: ${s}\r\n\r\n`],
  ["Origin", (s) => requestText("GET /livez HTTP/1.1", [`Origin: https://${s}`])],
  ["Expect", (s) => requestText("GET /livez HTTP/1.1", [`Expect: ${s}`])],
  ["Content-Type", (s) => requestText("POST /api/users HTTP/1.1", [`Content-Type: ${s}`, "Content-Length: 2"], "{}")],
  ["If-Match", (s) => requestText("DELETE /api/users/1 HTTP/1.1", [`If-Match: "${s}"`])],
  ["If-None-Match", (s) => requestText("GET /api/users/1 HTTP/1.1", [`If-None-Match: W/"${s}"`])],
  ["Idempotency-Key", (s) => requestText("POST /api/users HTTP/1.1", [`Idempotency-Key: ${s}`])],
  ["X-Forwarded-For", (s) => requestText("GET /livez HTTP/1.1", [`X-Forwarded-For: ${s}`, `Forwarded: for=${s}`])],
  ["traceparent", (s) => requestText("GET /livez HTTP/1.1", [`traceparent: 00-${s}-00`, `baggage: key=${s}`])],
  ["Accept", (s) => requestText("GET /livez HTTP/1.1", [`Accept: ${s}`, `Accept-Language: ${s}`])],
  ["Transfer-Encoding", (s) => requestText("POST /api/users HTTP/1.1", [`Transfer-Encoding: ${s}`])],
  [
    "Content-Encoding",
    (s) => requestText("POST /api/users HTTP/1.1", [`Content-Encoding: ${s}`, "Content-Length: 2"], "{}"),
  ],
  ["a header that is folded", (s) => requestText("GET /livez HTTP/1.1", ["Authorization: Bearer", ` ${s}`])],
  ["a broken header", (s) => requestText("GET /livez HTTP/1.1", [`Authorization Bearer ${s}`])],
  [
    "an extension of a chunk",
    (s) => requestText("PUT /api/data/x HTTP/1.1", ["Transfer-Encoding: chunked"], `2;${s}\r\n`),
  ],
  ["an e-mail address", (s) => requestText(`GET /api/contacts?email=${s}@example.com HTTP/1.1`)],
  ["the path of a contact", (s) => requestText(`GET /api/users/${s}/contact HTTP/1.1`)],
  ["the name of a header", (s) => requestText("GET /livez HTTP/1.1", [`${s}: 1`])],
  ["a query", (s) => requestText(`GET /api/users?key=${s} HTTP/1.1`)],
  ["a filter", (s) => requestText(`GET /api/users?name=${s} HTTP/1.1`)],
  ["a cursor", (s) => requestText(`GET /api/users?cursor=${s} HTTP/1.1`)],
  ["a path", (s) => requestText(`GET /api/data/${s} HTTP/1.1`)],
  ["a path of nothing", (s) => requestText(`GET /${s} HTTP/1.1`)],
  ["a path with an escape", (s) => requestText(`GET /${s.replace(/[_.]/g, escapeOf)} HTTP/1.1`)],
  [
    "a path of escapes, of which the secret is one too",
    (s) => requestText(`GET /x/${s.replace(/./g, escapeOf)} HTTP/1.1`),
  ],
  [
    "a path that is escaped twice",
    (s) => requestText(`GET /${s.replace(/./g, escapeOf).replaceAll("%", "%25")} HTTP/1.1`),
  ],
  ["a path after a word", (s) => requestText(`GET /login/Bearer%20${s}/x HTTP/1.1`)],
  ["a path that cannot be read", (s) => requestText(`GET /%zz/${s} HTTP/1.1`)],
  ["a fragment", (s) => requestText(`GET /livez#${s} HTTP/1.1`)],
  ["an address for a proxy", (s) => requestText(`GET http://ada:${s}@roster/livez HTTP/1.1`)],
  ["the target of CONNECT", (s) => requestText(`CONNECT ${s}:443 HTTP/1.1`)],
  ["a method", (s) => requestText(`${s} / HTTP/1.1`)],
  ["a broken first line", (s) => `GET /livez?${s}\r\n\r\n`],
];

const inBody = (secret: string, method: string, path: string) =>
  requestText(
    `${method} ${path} HTTP/1.1`,
    [
      `Authorization: Bearer ${keys.valid}`,
      "Content-Type: application/json",
      `Content-Length: ${bodies(secret).length}`,
    ],
    bodies(secret),
  );

describe("case 34: no line of the log has a secret that was sent", () => {
  it.each(places)("as %s", async (_, text) => {
    for (const [secret, hidden] of secretsOf()) {
      const { status } = await exchange(roster.port, text(secret), "GET /livez").catch(() => ({ status: 0 }));
      expect(status).not.toBe(500);
      expect(unescaped(roster.log.join(""))).not.toContain(hidden);
    }
  });

  it("in a body, whether it is stored or refused", async () => {
    for (const [secret, hidden] of secretsOf()) {
      await exchange(roster.port, inBody(secret, "POST", "/api/users"));
      await exchange(roster.port, inBody(secret, "PUT", "/api/data/secret"));
      const { status } = await roster.request("PUT", "/api/data/secret", { key: keys.valid, body: { value: secret } });
      expect([200, 201]).toContain(status);
      expect(roster.log.join("")).not.toContain(hidden);
    }
  });

  it("as a name and a password", async () => {
    const headers = [`Authorization: Basic ${basic}`, `Cookie: basic=${basic}`, `X-Password: ${password}`];
    await exchange(roster.port, requestText("DELETE /api/data/x HTTP/1.1", headers));
    await exchange(roster.port, requestText(`GET http://ada:${password}@roster/livez HTTP/1.1`), "GET /livez");
    await exchange(roster.port, requestText(`GET /Basic%20${basic} HTTP/1.1`));
    await exchange(roster.port, requestText(`GET /api/users?password=${password} HTTP/1.1`));
    for (const hidden of [password, basic]) expect(roster.log.join("")).not.toContain(hidden);
  });
});

it("case 34: no secret of a process, or of whoever calls it, is in what it prints, at its most talkative", async () => {
  await using home = await createHome();
  const [newest, oldest] = [sealingKey("newest"), sealingKey("oldest")];
  const sealing = { LOG_LEVEL: "trace", SEALING_KEYS: [newest, oldest].map(formatSealingKey).join(",") };
  const roster = await home.start(sealing);
  const contact = { email: "wilhelmina@secret-domain.example", phone: "+493076543210" };
  for (const path of ["/api/users/1/contact", "/api/users/7/contact", "/api/users/0/contact"]) {
    await send(roster.address, "PUT", path, { key: home.key, body: contact });
    await send(roster.address, "PUT", path, { key: `${home.key}0`, body: contact });
  }
  await send(roster.address, "GET", `/api/contacts?email=${contact.email}`, { key: home.key });
  await stop(roster);
  const { stdout, stderr } = await roster.ended;
  expect(stdout).toContain('"path":"/api/users/1/contact"');
  const secrets = [newest, oldest].map(({ secret }) => secret.export().toString("base64url"));
  const telling = [...secrets, home.key.slice(-64), "wilhelmina", "secret-domain", "493076543210"];
  expect(textsIn(Buffer.from(stdout + stderr), telling)).toEqual([]);
});

it("case 34: the lines are there all the same, and say that something was left out", async () => {
  await roster.request("GET", `/api/data/${keys.revealed}`);
  await expect.poll(() => roster.log.join("")).toContain('"path":"/api/data/[redacted]"');
});
