/** The security schemes of a contract: where each has its credential, and who looks at it. */
import type { IncomingHttpHeaders } from "node:http";
import { isMeantAsApiKey } from "./api-key.ts";
import { bearerTokenOf } from "./bearer.ts";
import type { Authenticator, Authenticators } from "./principal.ts";

/** The part of a security scheme (OpenAPI 3.1, section 4.8.27) that matters here. */
export interface SecurityScheme {
  readonly type: string;
  readonly scheme?: string;
  readonly bearerFormat?: string;
  readonly name?: string;
  readonly in?: "header" | "query" | "cookie";
}

/** Of a request: what credentials stand in. */
export interface CredentialSource {
  readonly headers: IncomingHttpHeaders;
  /** Without the `?`. */
  readonly query: string;
}

/** Reads the credential of a scheme, as `Authorization` would have it; undefined where there is none. */
export type ReadCredential = (source: CredentialSource) => string | undefined;

const asBearer = (credential: string | undefined): string | undefined =>
  credential === undefined || credential === "" ? undefined : `Bearer ${credential}`;

/** The password of `Basic` (RFC 7617): the name before it may be any. */
const readBasic: ReadCredential = ({ headers: { authorization = "" } }) => {
  const encoded = /^basic +([^ ]+) *$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return asBearer(text.slice(text.indexOf(":") + 1));
};

const readCookie = (name: string): ReadCredential => {
  const wanted = `${name}=`;
  return ({ headers: { cookie = "" } }) => {
    const pair = cookie.split(";").find((each) => each.trim().startsWith(wanted));
    return asBearer(pair?.trim().slice(wanted.length));
  };
};

const readAuthorization: ReadCredential = ({ headers: { authorization } }) => authorization;

const readApiKey = ({ name = "", in: place }: SecurityScheme): ReadCredential => {
  if (place === "cookie") return readCookie(name);
  if (place === "query") return ({ query }) => asBearer(new URLSearchParams(query).get(name) ?? undefined);
  const header = name.toLowerCase();
  if (header === "authorization") {
    return ({ headers: { authorization } }) =>
      bearerTokenOf(authorization) === undefined ? asBearer(authorization) : authorization;
  }
  return ({ headers }) => asBearer([headers[header] ?? []].flat()[0]);
};

/** Makes the function that reads the credential of a scheme. */
export const credentialReader = (scheme: SecurityScheme): ReadCredential => {
  if (scheme.type === "apiKey") return readApiKey(scheme);
  return isBasic(scheme) ? readBasic : readAuthorization;
};

/** Whether a scheme is HTTP's `Basic`, which browsers ask people for. */
export const isBasic = ({ type, scheme }: SecurityScheme): boolean =>
  type === "http" && scheme?.toLowerCase() === "basic";

const isBearer = ({ type, scheme }: SecurityScheme): boolean => type === "http" && scheme?.toLowerCase() === "bearer";

/** Whether a scheme is for the tokens of an identity provider. */
const isForTokens = (scheme: SecurityScheme): boolean =>
  scheme.type === "oauth2" ||
  scheme.type === "openIdConnect" ||
  (isBearer(scheme) && scheme.bearerFormat?.toUpperCase() === "JWT");

/** Whether a scheme is for the keys that the service itself gives out. */
const isForKeys = (scheme: SecurityScheme): boolean =>
  scheme.type === "apiKey" || isBasic(scheme) || (isBearer(scheme) && !isForTokens(scheme));

/** Who looks at credentials. */
export interface CredentialTakers {
  readonly keys: Authenticator;
  readonly tokens: Authenticator;
  /** Whether an identity provider is trusted. */
  readonly hasIssuer: boolean;
}

/**
 * The authenticator of each scheme; a scheme of a kind that is not supported has none. Where no identity provider is trusted, schemes
 * for tokens take keys, too: else nobody could be let in.
 */
export const authenticatorsOf = (
  schemes: Readonly<Record<string, SecurityScheme>>,
  { keys, tokens, hasIssuer }: CredentialTakers,
): Authenticators => {
  const either: Authenticator = (authorization, memorySeconds) => {
    const token = bearerTokenOf(authorization);
    return token === undefined || isMeantAsApiKey(token) ? keys(authorization, memorySeconds) : tokens(authorization);
  };
  const takerOf = (scheme: SecurityScheme): Authenticator | undefined => {
    if (!isForTokens(scheme) && !isForKeys(scheme)) return undefined;
    if (!hasIssuer || (isBearer(scheme) && scheme.bearerFormat === undefined)) return either;
    return isForTokens(scheme) ? tokens : keys;
  };
  const entries = Object.entries(schemes).map(([name, scheme]) => [name, takerOf(scheme)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Authenticator] => entry[1] !== undefined));
};
