/** Authentication by API key, for the contract's security scheme `apiKey`. */
import { hashSecret, parseApiKey, secretMatches } from "./api-key.ts";
import { bearerTokenOf } from "./bearer.ts";
import type { Authenticator } from "./principal.ts";
import { createSharedLookUps } from "./shared-look-ups.ts";

/** A key as it is stored. Times are ISO 8601. */
export interface KeyRecord {
  readonly id: string;
  readonly secretHash: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: string | undefined;
  readonly revokedAt?: string | undefined;
}

/** Finds a key by its id, as it is stored at this moment: a revocation holds at once. */
export type KeyFinder = (id: string) => Promise<KeyRecord | undefined>;

/** An id that does not exist takes as long as a secret that is wrong. */
const nobody: KeyRecord = { id: "", secretHash: hashSecret(""), scopes: [] };

const isCurrent = ({ expiresAt, revokedAt }: KeyRecord, now: Date): boolean =>
  revokedAt === undefined && (expiresAt === undefined || now < new Date(expiresAt));

/**
 * Makes the authenticator. `onUse` is told the id of each key that was let in. A key that is unknown, wrong, expired or
 * revoked is rejected, and the answer does not say which.
 */
export const createApiKeyAuthenticator = (findKey: KeyFinder, onUse: (id: string) => void): Authenticator => {
  const lookUp = createSharedLookUps<KeyRecord | undefined>();
  return async (authorization) => {
    const token = bearerTokenOf(authorization);
    if (token === undefined) return { kind: authorization === undefined ? "absent" : "rejected" };
    const key = parseApiKey(token);
    if (key === undefined) return { kind: "rejected" };
    const record = (await lookUp(key.id, () => findKey(key.id))) ?? nobody;
    const matches = secretMatches(key.secret, record.secretHash);
    if (!matches || record === nobody || !isCurrent(record, new Date())) return { kind: "rejected" };
    onUse(record.id);
    return { kind: "authenticated", principal: { actor: `key:${record.id}`, scopes: new Set(record.scopes) } };
  };
};
