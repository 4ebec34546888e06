import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { decodeProtectedHeader, exportJWK, generateKeyPair } from "jose";
import { describe, expect, it } from "vitest";
import { audience, type Members, startIssuer } from "../support/issuer.ts";
import { startRoster } from "../support/roster.ts";
import { useTokenSite } from "../support/token-site.ts";

const site = useTokenSite();

const actorOf = (userId: number): unknown => {
  using database = new DatabaseSync(fileURLToPath(site.roster.config.databaseUrl.replace("file:", "file://")));
  return database.prepare("SELECT actor FROM changes WHERE subject = 'user' AND subject_id = ?").get(String(userId));
};

describe("an access token of the issuer", () => {
  it("lets in whoever was granted the scope, and is recorded as the one who did it", async () => {
    const token = await site.issuer.grant("users:write");
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: "at+jwt", alg: "RS256" });
    const { status, json } = await site.createUser(token);
    expect(status).toBe(201);
    expect(actorOf((json as { id: number }).id)).toEqual({ actor: "oidc:importer" });
  });

  it("opens every operation that it has the scope for, and no other", async () => {
    const key = await site.issuer.grant("data:write users:read");
    const put = await site.roster.request("PUT", "/api/data/token", { key, body: { value: "stored" } });
    expect(put.status).toBe(201);
    expect((await site.roster.request("DELETE", "/api/data/token", { key })).status).toBe(204);
    expect((await site.createUser(key)).status).toBe(403);
  });

  it("shows in no line of the log", async () => {
    await using talkative = await startRoster({ oidc: site.issuer.oidc, logLevel: "trace" });
    const tokens = [await site.issuer.grant("users:write"), await site.issuer.sign({ aud: "https://other.example" })];
    for (const key of tokens) {
      await talkative.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
      await talkative.request("GET", `/api/users?cursor=${key}`);
    }
    expect(talkative.log.join("")).toContain("an access token was refused");
    for (const part of tokens.flatMap((token) => token.split("."))) expect(talkative.log.join("")).not.toContain(part);
  });
});

const now = (): number => Math.floor(Date.now() / 1000);

type Case = readonly [what: string, claims: () => Members, header: Members];

const accepted: readonly Case[] = [
  ["names Roster among other audiences", () => ({ aud: ["https://other.example", audience] }), {}],
  ["has its scopes in scp, as a list", () => ({ scope: undefined, scp: ["users:read", "users:write"] }), {}],
  ["has its scopes in scp, as a text", () => ({ scope: undefined, scp: "users:read users:write" }), {}],
  ["has its scopes in scope, as a list", () => ({ scope: ["users:read", "users:write"] }), {}],
  ["has its scopes in both, as lists", () => ({ scope: ["users:read"], scp: ["users:write"] }), {}],
  ["has its scopes in both", () => ({ scope: "users:read", scp: ["users:write"] }), {}],
  ["expired within the leeway", () => ({ exp: now() - 5 }), {}],
  ["is valid in a moment, within the leeway", () => ({ nbf: now() + 5 }), {}],
  ["has the longest sub", () => ({ sub: "s".repeat(255) }), {}],
  ["has a sub of odd but printable characters", () => ({ sub: "auth0|a b'\"\\%<>" }), {}],
  ["has the long name of its type", () => ({}), { typ: "application/at+jwt" }],
  ["is of an issuer older than RFC 9068", () => ({ typ: "Bearer" }), { typ: "JWT" }],
  ["says in token_use what it is", () => ({ token_use: "access" }), { typ: undefined }],
];

describe("a token that the issuer signed", () => {
  it.each(accepted)("is taken when it %s", async (_, claims, header) => {
    expect((await site.createUser(await site.issuer.sign(claims(), header))).status).toBe(201);
  });
});

describe("a token of an Ed25519 key, whichever name the key has (RFC 9864)", () => {
  it.each(["Ed25519", "EdDSA", undefined])("that is published with the alg %s", async (published) => {
    const { privateKey, publicKey } = await generateKeyPair("Ed25519");
    const key = { ...(await exportJWK(publicKey)), kid: "edwards", ...(published !== undefined && { alg: published }) };
    await using issuer = await startIssuer();
    issuer.misbehave("keys", (_, response) => void response.end(JSON.stringify({ keys: [key] })));
    await using roster = await startRoster({ oidc: issuer.oidc });
    for (const alg of ["Ed25519", "EdDSA"]) {
      const token = await issuer.sign({}, { alg, kid: "edwards" }, privateKey);
      const created = await roster.request("POST", "/api/users", { key: token, body: { name: "Carol", age: 41 } });
      expect({ alg, status: created.status }).toEqual({ alg, status: 201 });
    }
  });
});

describe("the algorithms of the settings", () => {
  it("are the only ones that a token may be signed with", async () => {
    await using strict = await startRoster({ oidc: { ...site.issuer.oidc, algorithms: ["PS256", "ES256"] } });
    const key = await site.issuer.grant("users:write");
    const refused = await strict.request("POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
    expect(refused.status).toBe(401);
  });
});

describe("a Roster without an identity provider", () => {
  it("takes no token, and API keys as ever", async () => {
    await using alone = await startRoster();
    const body = { name: "Carol", age: 41 };
    const token = await alone.request("POST", "/api/users", { key: await site.issuer.grant("users:write"), body });
    expect(token.status).toBe(401);
    expect(token.headers.get("www-authenticate")).toContain('error="invalid_token"');
    const key = await alone.createKey(["users:write"]);
    expect((await alone.request("POST", "/api/users", { key, body })).status).toBe(201);
  });
});
