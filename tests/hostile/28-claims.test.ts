/** Tokens that the issuer made, for another time, another place or another purpose. */
import { describe, expect, it } from "vitest";
import { audience, type Members } from "../support/issuer.ts";
import { expectProblem } from "../support/problem.ts";
import { useTokenSite } from "../support/token-site.ts";
import { storedIn } from "./target.ts";

const site = useTokenSite();

const now = (): number => Math.floor(Date.now() / 1000);

type Case = readonly [what: string, claims: () => Members, header: Members];

const rejected: readonly Case[] = [
  ["has expired", () => ({ exp: now() - 31 }), {}],
  ["never expires", () => ({ exp: undefined }), {}],
  ["expires at a time that is no number", () => ({ exp: "9999999999" }), {}],
  ["is not yet valid", () => ({ nbf: now() + 60 }), {}],
  ["is meant for another audience", () => ({ aud: "https://other.example" }), {}],
  ["is meant for an audience that only begins like this one", () => ({ aud: `${audience}/` }), {}],
  ["is meant for nobody", () => ({ aud: undefined }), {}],
  ["is of another issuer", () => ({ iss: "https://other.example" }), {}],
  ["is of an issuer that differs by a slash", () => ({ iss: `${site.issuer.issuer}/` }), {}],
  ["is of several issuers", () => ({ iss: [site.issuer.issuer] }), {}],
  ["is of no issuer", () => ({ iss: undefined }), {}],
  ["is about nobody", () => ({ sub: undefined }), {}],
  ["has an empty sub", () => ({ sub: "" }), {}],
  ["has a sub that is no text", () => ({ sub: 7 }), {}],
  ["has a sub that is too long", () => ({ sub: "s".repeat(256) }), {}],
  ["has a line break in its sub", () => ({ sub: "importer\nkey:0000" }), {}],
  ["has a sub that is no ASCII", () => ({ sub: "importér" }), {}],
  ["is an ID token by its nonce", () => ({ nonce: "n" }), { typ: "JWT" }],
  ["is an ID token by its at_hash", () => ({ at_hash: "h" }), { typ: undefined }],
  ["is an ID token by its own word", () => ({ token_use: "id" }), { typ: "JWT" }],
  ["is a refresh token by its own word", () => ({ typ: "Refresh" }), { typ: "JWT" }],
  ["is a logout token", () => ({}), { typ: "logout+jwt" }],
  ["has a type that is no text", () => ({}), { typ: { toString: "at+jwt" } }],
  ["needs a proof that its sender has a key", () => ({ cnf: { jkt: "thumbprint" } }), {}],
];

describe("case 28: a token that the issuer signed is rejected, and nothing is stored, when it", () => {
  it.each(rejected)("%s", async (_, claims, header) => {
    const before = storedIn(site.roster.config.databaseUrl);
    const answer = await site.createUser(await site.issuer.sign(claims(), header));
    expectProblem(answer, "unauthenticated");
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="roster", error="invalid_token"');
    expect(storedIn(site.roster.config.databaseUrl)).toEqual(before);
    expect((await site.createUser(await site.issuer.sign())).status).toBe(201);
  });
});
