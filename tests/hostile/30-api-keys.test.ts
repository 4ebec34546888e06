import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatApiKey, newApiKey } from "../../src/core/access/api-key.ts";
import { expectProblem } from "../support/problem.ts";
import { connectTo, exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { revokeKey } from "./revoke-key.ts";

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["data:write"]);
});
afterAll(() => roster[Symbol.asyncDispose]());

/** Deletes what is not there: 404 says that the caller was let in. */
const ask = (...headers: string[]) => exchange(roster.port, requestText("DELETE /api/data/nothing HTTP/1.1", headers));

const expectRefused = async (...headers: string[]): Promise<void> => {
  const answer = await ask(...headers);
  expectProblem(answer, "unauthenticated");
  expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="roster", error="invalid_token"');
};

describe("case 30: a key lets its owner in, in every legal spelling of the header", () => {
  it.each<[string, (key: string) => string]>([
    ["Authorization: Bearer", (text) => `Authorization: Bearer ${text}`],
    ["bearer, in lower case", (text) => `authorization: bearer ${text}`],
    ["BEARER, in upper case", (text) => `AUTHORIZATION:BEARER ${text}`],
    ["several spaces", (text) => `Authorization:   Bearer   ${text}   `],
    ["a tab before and after it", (text) => `Authorization:\tBearer ${text}\t`],
  ])("%s", async (_, header) => {
    expect((await ask(header(key))).status).toBe(404);
  });
});

describe("case 30: a header that is not exactly one key is a 401", () => {
  it.each<[string, (key: string) => string]>([
    ["nothing", () => ""],
    ["no key", () => "Bearer"],
    ["a space for a key", () => "Bearer  "],
    ["no scheme", (text) => text],
    ["another scheme", (text) => `Basic ${text}`],
    ["a longer scheme", (text) => `XBearer ${text}`],
    ["no space", (text) => `Bearer${text}`],
    ["a tab for the space", (text) => `Bearer\t${text}`],
    ["a no-break space", (text) => `Bearer\xa0${text}`],
    ["a colon", (text) => `Bearer: ${text}`],
    ["quotes", (text) => `Bearer "${text}"`],
    ["two keys", (text) => `Bearer ${text} ${text}`],
    ["a list", (text) => `Bearer ${text}, Bearer ${text}`],
    ["a list with another scheme", (text) => `Basic YTpi, Bearer ${text}`],
    ["upper case", (text) => `Bearer ${text.toUpperCase()}`],
    ["a prefix in upper case", (text) => `Bearer ${text.replace("roster", "Roster")}`],
    ["a character more", (text) => `Bearer ${text}0`],
    ["a character less", (text) => `Bearer ${text.slice(0, -1)}`],
    ["the id alone", (text) => `Bearer ${text.slice(0, "roster_".length + 16)}`],
    ["the secret alone", (text) => `Bearer ${text.slice(-64)}`],
    ["an empty secret", (text) => `Bearer ${text.slice(0, -64)}`],
    ["Base64 of it", (text) => `Bearer ${Buffer.from(text).toString("base64")}`],
    ["a JSON Web Token without a signature", () => "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."],
    ["8 kB", () => `Bearer ${"a".repeat(8_000)}`],
    ["8 kB of spaces", () => `Bearer ${" ".repeat(8_000)}x y`],
  ])("%s", async (_, value) => {
    const header = Buffer.from(`Authorization: ${value(key)}`, "latin1").toString("latin1");
    const answer = await exchange(
      roster.port,
      Buffer.from(requestText("DELETE /api/data/nothing HTTP/1.1", [header]), "latin1"),
    );
    expectProblem(answer, "unauthenticated");
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="roster", error="invalid_token"');
  });
});

it("case 30: a key with any one of its characters changed is a 401", async () => {
  for (let index = 0; index < key.length; index += 1) {
    const other = key[index] === "0" ? "1" : "0";
    await expectRefused(`Authorization: Bearer ${key.slice(0, index)}${other}${key.slice(index + 1)}`);
  }
});

it("case 30: a key that nobody was given is a 401, as is the id of one with the secret of another", async () => {
  const stranger = newApiKey();
  await expectRefused(`Authorization: Bearer ${formatApiKey(stranger)}`);
  await expectRefused(`Authorization: Bearer ${key.slice(0, -64)}${stranger.secret}`);
  // The secret whose hash stands for nobody.
  await expectRefused(`Authorization: Bearer ${formatApiKey({ id: stranger.id, secret: "0".repeat(64) })}`);
});

it("case 30: two Authorization headers are refused, so that no two readers see two callers", async () => {
  expectProblem(await ask(`Authorization: Bearer ${key}`, "authorization: Bearer x"), "malformed-request");
  expectProblem(await ask("Authorization: Bearer x", `Authorization: Bearer ${key}`), "malformed-request");
});

it("case 30: a key holds until the moment it expires", async () => {
  const lasting = await roster.createKey(["data:write"], { expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect((await ask(`Authorization: Bearer ${lasting}`)).status).toBe(404);
  const expired = await roster.createKey(["data:write"], { expiresAt: new Date(Date.now()).toISOString() });
  await expectRefused(`Authorization: Bearer ${expired}`);
});

it("case 30: the answers to an unknown, a wrong and an expired key cannot be told apart", async () => {
  const expired = await roster.createKey(["data:write"], { expiresAt: "2020-01-01T00:00:00.000Z" });
  const unknown = formatApiKey(newApiKey());
  const wrong = `${key.slice(0, -64)}${"0".repeat(64)}`;
  const answers = await Promise.all(
    [unknown, wrong, expired].map((each) => ask(`Authorization: Bearer ${each}`, "X-Request-Id: same")),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

it("case 30: a revocation holds at once, also on a connection that is open already", async () => {
  const revoked = await roster.createKey(["data:write"]);
  const text = requestText("DELETE /api/data/nothing HTTP/1.1", [`Authorization: Bearer ${revoked}`]);
  await using connection = await connectTo(roster.port);
  await connection.send(text);
  expect((await connection.response()).status).toBe(404);
  await revokeKey(roster, revoked);
  await connection.send(text);
  expectProblem(await connection.response(), "unauthenticated");
  await expectRefused(`Authorization: Bearer ${revoked}`);
});

it("case 30: a revocation holds at once for a crowd that never stops asking, on all of its connections", async () => {
  const revoked = await roster.createKey(["data:write"]);
  const text = requestText("DELETE /api/data/nothing HTTP/1.1", [`Authorization: Bearer ${revoked}`]);
  const statuses: { readonly before: Set<number>; readonly after: number[] } = { before: new Set(), after: [] };
  let isRevoked = false;
  const keepAsking = async (): Promise<void> => {
    await using connection = await connectTo(roster.port);
    for (let asksOn = true; asksOn; ) {
      // Once more after it was revoked.
      asksOn = !isRevoked;
      const wasRevoked = isRevoked;
      await connection.send(text);
      const { status } = await connection.response();
      if (wasRevoked) statuses.after.push(status);
      else statuses.before.add(status);
    }
  };
  const crowd = Array.from({ length: 32 }, keepAsking);
  while (!statuses.before.has(404)) await new Promise((resolve) => setImmediate(resolve));
  await revokeKey(roster, revoked);
  isRevoked = true;
  await Promise.all(crowd);
  expect(statuses.after).toEqual(Array(32).fill(401));
});
