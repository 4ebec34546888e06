/** Tokens that somebody made who has no key of the issuer. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { base64url, CompactEncrypt, exportJWK, exportSPKI, GeneralSign } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSigningKey, type Members, type SigningKey, startIssuer, type TestIssuer } from "../support/issuer.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

let issuer: TestIssuer;
let roster: TestRoster;
let stranger: SigningKey;
let strangersRequests = 0;
const strangersServer = createServer((_, response) => {
  strangersRequests += 1;
  void exportJWK(stranger.publicKey).then((key) =>
    response.end(JSON.stringify({ keys: [{ ...key, kid: stranger.kid }] })),
  );
});
let strangersAddress = "";

beforeAll(async () => {
  issuer = await startIssuer();
  roster = await startRoster({ oidc: issuer.oidc });
  stranger = await createSigningKey();
  strangersServer.listen(0, "127.0.0.1");
  await once(strangersServer, "listening");
  strangersAddress = `http://127.0.0.1:${(strangersServer.address() as AddressInfo).port}/jwks`;
});
afterAll(async () => {
  await roster[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
  strangersServer.close();
});

const encode = (value: unknown): string => base64url.encode(JSON.stringify(value));
const parts = (token: string): [string, string, string] => token.split(".") as [string, string, string];

/** The good token with another header and no signature of anybody. */
const unsigned = async (header: unknown): Promise<string> => {
  const [, payload] = parts(await issuer.sign());
  return `${encode(header)}.${payload}.`;
};

const byStranger = (header: Members): Promise<string> => issuer.sign({}, header, stranger.privateKey);

const forged: Readonly<Record<string, () => Promise<string>>> = {
  "says that it needs no signature": () => unsigned({ alg: "none", typ: "at+jwt", kid: issuer.key().kid }),
  "says so in capitals": () => unsigned({ alg: "NONE", typ: "at+jwt", kid: issuer.key().kid }),
  "does not say how it is signed": () => unsigned({ typ: "at+jwt", kid: issuer.key().kid }),
  "is signed with the public key as a shared secret": async () =>
    issuer.sign({}, { alg: "HS256" }, new TextEncoder().encode(await exportSPKI(issuer.key().publicKey))),
  "is signed by a stranger under the issuer's kid": () => byStranger({ kid: issuer.key().kid }),
  "has an unknown kid": () => byStranger({ kid: "unknown" }),
  "has a kid with a path": () => byStranger({ kid: "../../../../dev/null" }),
  "has a kid that is an address": () => byStranger({ kid: strangersAddress }),
  "has a kid that every object inherits": () => byStranger({ kid: "__proto__" }),
  "has no kid": () => issuer.sign({}, { kid: undefined }),
  "has a kid that is no text": () => byStranger({ kid: [issuer.key().kid] }),
  "names a place where its key is (jku)": () => byStranger({ kid: stranger.kid, jku: strangersAddress }),
  "names a place where its certificate is (x5u)": () => byStranger({ kid: stranger.kid, x5u: strangersAddress }),
  "brings its key along (jwk)": async () => byStranger({ kid: stranger.kid, jwk: await exportJWK(stranger.publicKey) }),
  "asks for an extension that nobody knows (crit)": () =>
    unsigned({ alg: "RS256", kid: issuer.key().kid, crit: ["exp"], exp: 1 }),
  "has lost its signature": async () =>
    `${parts(await issuer.sign())
      .slice(0, 2)
      .join(".")}.`,
  "has lost its last part": async () =>
    parts(await issuer.sign())
      .slice(0, 2)
      .join("."),
  "has a changed payload": async () => {
    const [header, , signature] = parts(await issuer.sign({ scope: "users:read" }));
    return [header, parts(await issuer.sign())[1], signature].join(".");
  },
  "has a changed header": async () => {
    const [, payload, signature] = parts(await issuer.sign());
    return [encode({ alg: "RS256", typ: "JWT", kid: issuer.key().kid }), payload, signature].join(".");
  },
  "has one bit of its signature changed": async () => {
    const [header, payload, signature] = parts(await issuer.sign());
    const bytes = base64url.decode(signature);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    return [header, payload, base64url.encode(bytes)].join(".");
  },
  "has a signature of zeros": async () => {
    const [header, payload] = parts(await issuer.sign());
    return [header, payload, base64url.encode(new Uint8Array(256))].join(".");
  },
  "has two signatures": async () => {
    const [, payload] = parts(await issuer.sign());
    const sign = new GeneralSign(base64url.decode(payload));
    for (const key of [issuer.key(), stranger]) {
      sign.addSignature(key.privateKey).setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: key.kid });
    }
    return JSON.stringify(await sign.sign()).replaceAll(" ", "");
  },
  "has a second signature behind the first": async () => {
    const [header, payload, signature] = parts(await issuer.sign());
    return [header, payload, signature, signature].join(".");
  },
  "is encrypted": async () =>
    new CompactEncrypt(new TextEncoder().encode(await issuer.sign()))
      .setProtectedHeader({ alg: "RSA-OAEP", enc: "A256GCM", kid: issuer.key().kid, cty: "JWT" })
      .encrypt(
        await crypto.subtle.importKey(
          "jwk",
          await exportJWK(issuer.key().publicKey),
          { name: "RSA-OAEP", hash: "SHA-1" },
          true,
          ["encrypt"],
        ),
      ),
  "is longer than a token may be": () => issuer.sign({ padding: "x".repeat(8_000) }),
  "has a header that is no JSON": async () =>
    `e30x.${parts(await issuer.sign())
      .slice(1)
      .join(".")}`,
  "has a payload that is no object": async () =>
    `${encode({ alg: "RS256", kid: issuer.key().kid })}.${encode([1])}.AAAA`,
  "has a header of 5,000 levels": async () => `${base64url.encode("[".repeat(5_000))}.e30.AAAA`,
  "is of dots alone": async () => "..",
  "is one word": async () => "rubbish",
  "is nearly an API key": async () => "Roster_0123456789abcdef_00",
};

describe.concurrent("case 28: a forged token is rejected, and nothing is stored, when it", () => {
  it.each(Object.entries(forged))("%s", async (_, make) => {
    const name = crypto.randomUUID();
    const answer = await roster.request("POST", "/api/users", { key: await make(), body: { name, age: 1 } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="roster", error="invalid_token"');
    expect((await roster.request("GET", `/api/users?name=${name}`)).json).toEqual([]);
    const good = await roster.request("POST", "/api/users", { key: await issuer.sign(), body: { name, age: 1 } });
    expect(good.status).toBe(201);
  });
});

it("case 28: nothing that a token names is fetched", async () => {
  const key = await byStranger({ kid: strangersAddress, jku: strangersAddress, x5u: strangersAddress });
  const { status } = await roster.request("POST", "/api/users", { key, body: { name: "Carol", age: 1 } });
  expect(status).toBe(401);
  expect(strangersRequests).toBe(0);
});
