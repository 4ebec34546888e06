/** Authentication by access token of an OpenID Connect issuer, for the contract's security scheme `oidc`. */
import { decodeJwt, type JWTVerifyGetKey, jwtVerify } from "jose";
import { isAccessToken, principalOf } from "./access-token.ts";
import { type IssuerKeys, IssuerUnavailable } from "./issuer-keys.ts";
import type { Authenticator, Principal } from "./principal.ts";
import { authenticateToken } from "./token-scheme.ts";

export interface TokenRules {
  /** The `iss` of every token, to the letter. */
  readonly issuer: string;
  /** What `aud` is, or has among others. */
  readonly audience: string;
  /** The `alg` that a token may have; asymmetric ones only. */
  readonly algorithms: readonly string[];
  /** By how much the clocks of issuer and Roster may differ, for `exp` and `nbf`. */
  readonly leewaySeconds: number;
}

/** Of which the head of a request, 16 KiB, leaves room for. */
const tokenLimitCharacters = 8_192;

/** A reason for which jose has no error of its own. */
class TokenRefused extends Error {}

/**
 * Makes the authenticator. A token is let in when it is signed with a key of the issuer, keeps the rules, has `exp`, `sub`
 * and `kid`, and is an access token; nothing that it names itself is ever fetched. It is `unavailable` when only the issuer
 * could tell and does not answer. `onRefusal` is told why a token was rejected, for operators who look for a mistake: the
 * caller is not told. An API key is `absent` here.
 */
export const createOidcAuthenticator = (
  { issuer, audience, algorithms, leewaySeconds }: TokenRules,
  findKey: IssuerKeys["find"],
  onRefusal: (reason: string) => void,
): Authenticator => {
  /** Such tokens are common, and the issuer is asked for no key on their account. */
  const refuseAtSight = (token: string): void => {
    const { iss, exp } = decodeJwt(token);
    if (iss !== issuer) throw new TokenRefused("its iss is another");
    if (exp !== undefined && exp + leewaySeconds <= Date.now() / 1000) throw new TokenRefused("it has expired");
  };

  const verify = async (token: string): Promise<Principal> => {
    if (token.length > tokenLimitCharacters) throw new TokenRefused("it is too long");
    const keyOf: JWTVerifyGetKey = (header) => {
      if (typeof header.kid !== "string") throw new TokenRefused("it has no kid");
      refuseAtSight(token);
      return findKey(header);
    };
    const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: leewaySeconds,
      requiredClaims: ["exp", "sub"],
    });
    if (!isAccessToken(protectedHeader.typ, payload)) throw new TokenRefused("it is no access token");
    // The proof of possession that it asks for (RFC 7800) is not looked for, so that it must not pass without.
    if (payload.cnf !== undefined) throw new TokenRefused("it is bound to a key by cnf");
    const principal = principalOf(payload);
    if (principal === undefined) throw new TokenRefused("its sub is not 1 to 255 printable ASCII characters");
    return principal;
  };

  return authenticateToken(async (token) => {
    try {
      return { kind: "authenticated", principal: await verify(token) };
    } catch (error) {
      if (error instanceof IssuerUnavailable) return { kind: "unavailable" };
      onRefusal((error as Error).message);
      return { kind: "rejected" };
    }
  });
};
