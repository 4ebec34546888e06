/** Who is looked at by which security scheme: both take `Authorization: Bearer …`. */
import { expect, it } from "vitest";
import { hashSecret } from "../../src/core/access/api-key.ts";
import { createApiKeyAuthenticator } from "../../src/core/access/api-key-authenticator.ts";
import { type Alternative, authorise } from "../../src/core/access/authorise.ts";
import { createIssuerKeys } from "../../src/core/access/issuer-keys.ts";
import { createOidcAuthenticator } from "../../src/core/access/oidc-authenticator.ts";
import { rejectTokens } from "../../src/core/access/token-scheme.ts";
import { startIssuer } from "../support/issuer.ts";

const id = "0123456789abcdef";
const secret = "0".repeat(64);
const key = `roster_${id}_${secret}`;
const record = { id, secretHash: hashSecret(secret), scopes: ["users:write"] };
const apiKey = createApiKeyAuthenticator(
  async (wanted) => (wanted === id ? record : undefined),
  () => {},
);

it("what is meant as an API key is none of the tokens' business, and no key of a provider is asked for", async () => {
  await using issuer = await startIssuer();
  const oidc = createOidcAuthenticator(issuer.oidc, createIssuerKeys(issuer.issuer).find, () => {});
  for (const authorization of [
    undefined,
    "",
    `Bearer ${key}`,
    "Bearer roster_",
    "Basic dTpw",
    "Bearer",
    "Bearer a b",
  ]) {
    expect(await oidc(authorization)).toEqual({ kind: "absent" });
    expect(await rejectTokens(authorization)).toEqual({ kind: "absent" });
  }
  for (const authorization of ["Bearer rubbish", "Bearer Roster_x", "bearer e30.e30."]) {
    expect(await oidc(authorization)).toEqual({ kind: "rejected" });
    expect(await rejectTokens(authorization)).toEqual({ kind: "rejected" });
  }
  expect(issuer.asked()).toEqual({ metadata: 0, keys: 0 });
});

const alternatives = (scopes: readonly string[]): readonly (readonly Alternative[])[] => {
  const both = [[{ scheme: "apiKey", scopes }], [{ scheme: "oidc", scopes }]];
  return [both, both.toReversed()];
};

it("the answer to a caller does not depend on the order of the schemes", async () => {
  await using issuer = await startIssuer();
  const find = createIssuerKeys(issuer.issuer).find;
  const authenticators = { apiKey, oidc: createOidcAuthenticator(issuer.oidc, find, () => {}) };
  const token = await issuer.sign();
  const expected: readonly (readonly [string | undefined, readonly string[], string])[] = [
    [undefined, ["users:write"], "absent"],
    ["Basic dTpw", ["users:write"], "rejected"],
    ["Bearer rubbish", ["users:write"], "rejected"],
    [`Bearer roster_${id}_${"1".repeat(64)}`, ["users:write"], "rejected"],
    [`Bearer ${key}`, ["users:write"], "granted"],
    [`Bearer ${key}`, ["data:write"], "forbidden"],
    [`Bearer ${token}`, ["users:write"], "granted"],
    [`Bearer ${token}`, ["data:write"], "forbidden"],
    [`Bearer ${await issuer.sign({ exp: 1 })}`, ["users:write"], "rejected"],
  ];
  for (const [authorization, scopes, kind] of expected) {
    for (const each of alternatives(scopes)) {
      expect(await authorise(each, authenticators, () => authorization)).toMatchObject({ kind });
    }
  }
  await issuer.stop();
  await issuer.rotate();
  const withNewKey = `Bearer ${await issuer.sign()}`;
  for (const each of alternatives(["users:write"])) {
    expect(await authorise(each, authenticators, () => withNewKey)).toMatchObject({ kind: "unavailable" });
    expect(await authorise(each, authenticators, () => `Bearer ${key}`)).toMatchObject({ kind: "granted" });
  }
});
