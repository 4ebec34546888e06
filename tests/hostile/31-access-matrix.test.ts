import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scopes } from "../../generated/contract.ts";
import type { Operation } from "../../src/core/contract/operations.ts";
import { addressOf, bodyOf, operations } from "../http/contract-operations.ts";
import { expectProblem } from "../support/problem.ts";
import { exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { revokeKey } from "./revoke-key.ts";

// Every operation of the contract, and the HEAD of every GET, for every kind of caller. Nothing is listed by hand.
const matrix = operations.flatMap((operation) =>
  (operation.method === "GET" ? ["GET", "HEAD"] : [operation.method]).map((verb) => ({
    verb,
    address: addressOf(operation),
    operation,
  })),
);

const isOpen = ({ security }: Operation): boolean => security.length === 0;

/** The scopes of each way in by API key. */
const waysIn = ({ operationId, security }: Operation): readonly (readonly string[])[] => {
  const ways = security.flatMap(({ apiKey }) => (apiKey === undefined ? [] : [apiKey]));
  if (ways.length === 0) throw new Error(`${operationId} takes no API key, and nothing here tests what it takes.`);
  return ways;
};

const allScopes = Object.keys(scopes);

let roster: TestRoster;
const ask = ({ verb, address, operation }: (typeof matrix)[number], ...headers: string[]) => {
  const body = bodyOf(operation);
  const content = body ? [`Content-Type: ${body.type}`, `Content-Length: ${Buffer.byteLength(body.text)}`] : [];
  return exchange(roster.port, requestText(`${verb} ${address} HTTP/1.1`, [...headers, ...content], body?.text));
};
const withKey = (key: string): string => `Authorization: Bearer ${key}`;

const keys = { full: "", bare: "", revoked: "", expired: "" };
const byScopes = new Map<string, string>();
const keyWith = async (those: readonly string[]): Promise<string> => {
  const name = [...those].toSorted().join(" ");
  const key = byScopes.get(name) ?? (await roster.createKey(those));
  byScopes.set(name, key);
  return key;
};

beforeAll(async () => {
  roster = await startRoster();
  keys.full = await roster.createKey(allScopes);
  keys.bare = await roster.createKey([]);
  keys.revoked = await roster.createKey(allScopes);
  await revokeKey(roster, keys.revoked);
  keys.expired = await roster.createKey(allScopes, { expiresAt: new Date(Date.now() - 1).toISOString() });
});
afterAll(() => roster[Symbol.asyncDispose]());

describe.each(matrix.filter(({ operation }) => isOpen(operation)))("case 31: $verb $address is open", (entry) => {
  it("to nobody in particular, and to whoever has any key or a bad one", async () => {
    const { status } = await ask(entry);
    expect([401, 403]).not.toContain(status);
    for (const header of [...Object.values(keys).map(withKey), withKey("rubbish"), "Authorization: Basic YTpi"]) {
      expect((await ask(entry, header)).status).toBe(status);
    }
  });
});

const secured = matrix.filter(({ operation }) => !isOpen(operation));

describe.each(secured)("case 31: $verb $address needs a key", (entry) => {
  const refused = async (header: string | undefined, error: string): Promise<void> => {
    const answer = await ask(entry, ...(header === undefined ? [] : [header]));
    if (entry.verb !== "HEAD") expectProblem(answer, "unauthenticated");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe(`Bearer realm="roster"${error}`);
  };

  it("and asks nobody in particular for one", () => refused(undefined, ""));

  it.each(["revoked", "expired"] as const)("that is not %s", (which) =>
    refused(withKey(keys[which]), ', error="invalid_token"'),
  );

  it("that has every scope of one alternative", async () => {
    for (const way of waysIn(entry.operation)) {
      const answer = await ask(entry, withKey(await keyWith(way)));
      expect([401, 403]).not.toContain(answer.status);
    }
  });

  it("and refuses one that lacks a scope, with the scope that it lacks", async () => {
    const ways = waysIn(entry.operation);
    const lacking = ways.flatMap((way) => way.map((scope) => allScopes.filter((each) => each !== scope)));
    const insufficient = lacking.filter((those) => !ways.some((way) => way.every((scope) => those.includes(scope))));
    const similar = ways.flatMap((way) => way.flatMap((s) => [`${s}:more`, s.toUpperCase(), s.slice(0, -1), "*"]));
    for (const key of [keys.bare, await keyWith(similar), ...(await Promise.all(insufficient.map(keyWith)))]) {
      const answer = await ask(entry, withKey(key));
      if (entry.verb !== "HEAD") expectProblem(answer, "forbidden");
      expect(answer.status).toBe(403);
      const challenge = answer.headers.get("www-authenticate");
      expect(
        ways.map((way) => `Bearer realm="roster", error="insufficient_scope", scope="${way.join(" ")}"`),
      ).toContain(challenge);
    }
  });

  it("that is not only somewhere else in the request", async () => {
    const elsewhere = [`X-Api-Key: ${keys.full}`, `Cookie: key=${keys.full}`, `Proxy-${withKey(keys.full)}`];
    expect((await ask(entry, ...elsewhere)).status).toBe(401);
    const { address } = entry;
    expect((await ask({ ...entry, address: `${address}?access_token=${keys.full}` })).status).toBe(401);
  });
});
