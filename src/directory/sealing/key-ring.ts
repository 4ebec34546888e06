/** The keys at work: what is derived from each sealing key, one secret for one purpose. */
import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { SealingKey } from "./sealing-key.ts";
import { SealingKeyError } from "./sealing-key-error.ts";

/** What tells that two keys of one name are the same; nothing can be derived from it. */
export interface KeyCheck {
  readonly id: string;
  /** 32 bytes, hexadecimal. */
  readonly checkValue: string;
}

/** A sealing key's own secrets: none of them tells anything about another. */
export interface RingKey extends KeyCheck {
  readonly sealing: KeyObject;
  readonly emailIndex: KeyObject;
}

/** Seals with the newest key, and opens with any. */
export interface KeyRing {
  readonly newest: RingKey;
  /** The newest first. */
  readonly keys: readonly RingKey[];
  /** @throws SealingKeyError when there is none of this id. */
  readonly find: (id: string) => RingKey;
}

// HKDF (RFC 5869). The secret is random and as long as the hash, so that it needs no salt.
const derive = (secret: KeyObject, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `roster/1/${purpose}`, 32));

const ringKey = ({ id, secret }: SealingKey): RingKey => ({
  id,
  checkValue: derive(secret, "check").toString("hex"),
  sealing: createSecretKey(derive(secret, "contacts/sealing")),
  emailIndex: createSecretKey(derive(secret, "contacts/email-index")),
});

/** Makes a ring of at least one key, the newest first. */
export const createKeyRing = (sealingKeys: readonly SealingKey[]): KeyRing => {
  const keys = sealingKeys.map(ringKey);
  const [newest] = keys;
  if (newest === undefined) throw new SealingKeyError("There is no sealing key.");
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    newest,
    keys,
    find: (id) => {
      const key = byId.get(id);
      if (key === undefined) throw new SealingKeyError(missingKey(id));
      return key;
    },
  };
};

const missingKey = (id: string): string => `Contacts are sealed with the key ${id}, which SEALING_KEYS does not have.`;

/**
 * Holds a ring against the keys that are in use in a database.
 * @throws SealingKeyError when one of those is not in the ring, or is another key of the same name
 */
export const checkKeyRing = (ring: readonly KeyCheck[], inUse: readonly KeyCheck[]): void => {
  const checkValues = new Map(ring.map(({ id, checkValue }) => [id, checkValue]));
  for (const { id, checkValue } of inUse) {
    const known = checkValues.get(id);
    if (known === undefined) throw new SealingKeyError(missingKey(id));
    if (known !== checkValue) {
      throw new SealingKeyError(`Contacts are sealed with another key ${id} than the one in SEALING_KEYS.`);
    }
  }
};
