/** Bearer tokens that are no API keys: what they are given to, and what becomes of them where no issuer is trusted. */
import { isMeantAsApiKey } from "./api-key.ts";
import { bearerTokenOf } from "./bearer.ts";
import type { Authentication, Authenticator } from "./principal.ts";

/** Makes an authenticator that looks at bearer tokens only. An API key is `absent` here. */
export const authenticateToken =
  (authenticate: (token: string) => Promise<Authentication>): Authenticator =>
  async (authorization) => {
    const token = bearerTokenOf(authorization);
    return token === undefined || isMeantAsApiKey(token) ? { kind: "absent" } : authenticate(token);
  };

/** The authenticator of a Roster that trusts no issuer: every token is rejected. */
export const rejectTokens: Authenticator = authenticateToken(async () => ({ kind: "rejected" }));
