/** What Roster takes from an access token (RFC 9068), and how it tells one from the other tokens of the same issuer. */
import type { JWTPayload } from "jose";
import type { Principal } from "./principal.ts";

/** As OpenID Connect Core 1.0, section 2, bounds `sub`; so it can stand in any log and any column. */
const subject = /^[\x20-\x7e]{1,255}$/;

/** Of RFC 9068, which makes no other token; and what issuers write that are older than it. */
const accessTokenTypes: readonly string[] = ["at+jwt", "application/at+jwt"];
const undecidedTypes: readonly unknown[] = ["jwt", "application/jwt", undefined];

/** Only ID tokens have them (OpenID Connect Core 1.0, sections 2 and 3.3.2.11). */
const idTokenClaims = ["nonce", "at_hash", "c_hash"];

/** Where issuers say in a claim of their own what a token is for: Keycloak in `typ`, Amazon Cognito in `token_use`. */
const hasPurpose = (claims: JWTPayload, name: string, purpose: string): boolean =>
  claims[name] === undefined || claims[name] === purpose;

/**
 * Whether a token may be meant for an API. A `typ` of RFC 9068 says so; without it, an ID token is known by its claims, and
 * any other `typ` (`logout+jwt`, `dpop+jwt`, …) says that it is something else.
 */
export const isAccessToken = (type: unknown, claims: JWTPayload): boolean => {
  const known = typeof type === "string" ? type.toLowerCase() : type;
  if (typeof known === "string" && accessTokenTypes.includes(known)) return true;
  return (
    undecidedTypes.includes(known) &&
    !idTokenClaims.some((name) => name in claims) &&
    hasPurpose(claims, "typ", "Bearer") &&
    hasPurpose(claims, "token_use", "access")
  );
};

/** From `scope`, a text with spaces (RFC 8693, section 4.2), and `scp`; some issuers write either as a list. */
const scopesOf = ({ scope, scp }: JWTPayload): ReadonlySet<string> => {
  const texts = [scope, scp].flat().filter((value) => typeof value === "string");
  return new Set(texts.flatMap((text) => text.split(" ")).filter((name) => name !== ""));
};

/** The caller whom verified claims name; undefined when `sub` is missing or is not what OpenID Connect allows. */
export const principalOf = (claims: JWTPayload): Principal | undefined =>
  typeof claims.sub === "string" && subject.test(claims.sub)
    ? { actor: `oidc:${claims.sub}`, scopes: scopesOf(claims) }
    : undefined;
