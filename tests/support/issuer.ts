/** An OpenID Connect issuer for a test: a real one (oidc-provider) on a free port, which can rotate its keys and fail. */
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { Provider } from "oidc-provider";
import type { OidcConfig } from "../../src/core/settings/config.ts";

export const audience = "https://roster.example";
const client = { client_id: "importer", client_secret: "a-secret-of-the-tests" };
const metadataPath = "/.well-known/openid-configuration";
const keysPath = "/jwks";

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** Members of a token's claims or header, to be put in place of the good ones; `undefined` leaves one out. */
export type Members = Readonly<Record<string, unknown>>;

export interface TestIssuer extends AsyncDisposable {
  readonly issuer: string;
  /** What a Roster is told of it. */
  readonly oidc: OidcConfig;
  /** The key that it signs with. */
  readonly key: () => SigningKey;
  /** An access token as any client gets it: by the client credentials grant, with these scopes. */
  readonly grant: (scope: string) => Promise<string>;
  /** A token of the issuer's key, good but for these claims and this header. */
  readonly sign: (claims?: Members, header?: Members, key?: CryptoKey | Uint8Array) => Promise<string>;
  /** Signs with a new key from here on, which is published together with `published` others of the latest. */
  readonly rotate: (published?: number) => Promise<void>;
  /** Answers the metadata or the keys by this instead, until `behave`. */
  readonly misbehave: (where: "metadata" | "keys", listener: RequestListener) => void;
  readonly behave: () => void;
  /** Refuses connections until `start`. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** How often metadata and keys were asked for. */
  readonly asked: () => { readonly metadata: number; readonly keys: number };
}

let keyCount = 0;

export const createSigningKey = async (): Promise<SigningKey> => {
  keyCount += 1;
  return { kid: `key-${keyCount}`, ...(await generateKeyPair("RS256", { extractable: true })) };
};

const providerOf = async (issuer: string, keys: readonly SigningKey[]): Promise<RequestListener> => {
  const jwks = keys.map(async ({ kid, privateKey }) => ({ ...(await exportJWK(privateKey)), kid, alg: "RS256" }));
  const scope = "users:write data:write users:read";
  const resourceServer = {
    audience,
    scope,
    accessTokenFormat: "jwt",
    accessTokenTTL: 300,
    jwt: { sign: { alg: "RS256" } },
  };
  const provider = new Provider(issuer, {
    clients: [{ ...client, grant_types: ["client_credentials"], redirect_uris: [], response_types: [] }],
    scopes: scope.split(" "),
    jwks: { keys: await Promise.all(jwks) },
    ttl: { ClientCredentials: 300 },
    clientDefaults: { token_endpoint_auth_method: "client_secret_post" },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: { enabled: true, getResourceServerInfo: () => resourceServer },
    },
  });
  return provider.callback();
};

const listenOn = async (server: Server, port: number): Promise<number> => {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

/** Starts an issuer. */
export const startIssuer = async (): Promise<TestIssuer> => {
  let keys: readonly [SigningKey, ...SigningKey[]] = [await createSigningKey()];
  let provide: RequestListener = () => {};
  const misbehaviours = new Map<string, RequestListener>();
  const asked = new Map<string, number>();

  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.set(path, (asked.get(path) ?? 0) + 1);
    (misbehaviours.get(path) ?? provide)(request, response);
  });
  const port = await listenOn(server, 0);
  const issuer = `http://127.0.0.1:${port}`;
  provide = await providerOf(issuer, keys);

  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };

  const grant = async (scope: string): Promise<string> => {
    const body = new URLSearchParams({ ...client, grant_type: "client_credentials", resource: audience, scope });
    const response = await fetch(`${issuer}/token`, { method: "POST", body });
    const { access_token: token } = (await response.json()) as { readonly access_token?: string };
    if (token === undefined) throw new Error(`The issuer granted nothing: ${response.status}`);
    return token;
  };

  const sign: TestIssuer["sign"] = (claims = {}, header = {}, key = keys[0].privateKey) => {
    const now = Math.floor(Date.now() / 1000);
    const good = { iss: issuer, aud: audience, sub: "importer", scope: "users:write", iat: now, exp: now + 300 };
    const protectedHeader = { alg: "RS256", typ: "at+jwt", kid: keys[0].kid, ...header };
    return new SignJWT({ ...good, ...claims }).setProtectedHeader(protectedHeader).sign(key);
  };

  return {
    issuer,
    oidc: { issuer, audience, algorithms: ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"], leewaySeconds: 30 },
    key: () => keys[0],
    grant,
    sign,
    rotate: async (published = 1) => {
      keys = [await createSigningKey(), ...keys.slice(0, published)];
      provide = await providerOf(issuer, keys);
    },
    misbehave: (where, listener) => void misbehaviours.set(where === "metadata" ? metadataPath : keysPath, listener),
    behave: () => misbehaviours.clear(),
    stop,
    start: async () => void (await listenOn(server, port)),
    asked: () => ({ metadata: asked.get(metadataPath) ?? 0, keys: asked.get(keysPath) ?? 0 }),
    [Symbol.asyncDispose]: stop,
  };
};
