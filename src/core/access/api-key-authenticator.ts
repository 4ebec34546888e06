/** Authentication by API key, for the contract's security scheme `apiKey`. */
import { LRUCache } from "lru-cache";
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

/** Keys that were found lately, for those few operations that count on it. */
const rememberedKeys = 100;

interface Remembered {
  readonly record: KeyRecord;
  /** `performance.now()` */
  readonly foundAt: number;
}

/** Finds keys, as they are now, or, where that fails, as they were found at most so many seconds ago. */
const createFinder = (findKey: KeyFinder): ((id: string, memorySeconds: number) => Promise<KeyRecord | undefined>) => {
  const lookUp = createSharedLookUps<KeyRecord | undefined>();
  const remembered = new LRUCache<string, Remembered>({ max: rememberedKeys });
  return async (id, memorySeconds) => {
    try {
      const record = await lookUp(id, () => findKey(id));
      if (record !== undefined && memorySeconds > 0) remembered.set(id, { record, foundAt: performance.now() });
      return record;
    } catch (error) {
      const known = remembered.get(id);
      if (known === undefined || performance.now() - known.foundAt > memorySeconds * 1000) throw error;
      return known.record;
    }
  };
};

/**
 * Makes the authenticator. `onUse` is told the id of each key that was let in. A key that is unknown, wrong, expired or
 * revoked is rejected, and the answer does not say which. Rejects where the key cannot be looked up, unless it is remembered.
 */
export const createApiKeyAuthenticator = (findKey: KeyFinder, onUse: (id: string) => void): Authenticator => {
  const find = createFinder(findKey);
  return async (authorization, memorySeconds = 0) => {
    const token = bearerTokenOf(authorization);
    if (token === undefined) return { kind: authorization === undefined ? "absent" : "rejected" };
    const key = parseApiKey(token);
    if (key === undefined) return { kind: "rejected" };
    const record = (await find(key.id, memorySeconds)) ?? nobody;
    const matches = secretMatches(key.secret, record.secretHash);
    if (!matches || record === nobody || !isCurrent(record, new Date())) return { kind: "rejected" };
    onUse(record.id);
    return { kind: "authenticated", principal: { actor: `key:${record.id}`, scopes: new Set(record.scopes) } };
  };
};
