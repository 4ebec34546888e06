/** A key that contacts are sealed with, as operators keep it: `id:secret`, the secret as 43 characters of base64url. */
import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { SealingKeyError } from "./sealing-key-error.ts";

/** 256 random bits and the name that each row has them under. A KeyObject shows its bytes to no log. */
export interface SealingKey {
  readonly id: string;
  readonly secret: KeyObject;
}

const secretBytes = 32;
const format = /^(?<id>[A-Za-z0-9][A-Za-z0-9._-]{0,31}):(?<secret>[A-Za-z0-9_-]{43})$/;

/** The key as operators keep it. */
export const formatSealingKey = ({ id, secret }: SealingKey): string =>
  `${id}:${secret.export().toString("base64url")}`;

/** A key that nobody has yet, named after the day (UTC): `2026-01-31-8f3a`. */
export const newSealingKey = (now: Date = new Date()): SealingKey => ({
  id: `${now.toISOString().slice(0, "2026-01-31".length)}-${randomBytes(2).toString("hex")}`,
  secret: createSecretKey(randomBytes(secretBytes)),
});

const parseSealingKey = (text: string, index: number): SealingKey => {
  const { id, secret } = format.exec(text)?.groups ?? {};
  const bytes = Buffer.from(secret ?? "", "base64url");
  // The last character has two bits to spare, and a key is written in one way only.
  if (id === undefined || bytes.length !== secretBytes || bytes.toString("base64url") !== secret) {
    throw new SealingKeyError(`key ${index + 1} is not id:secret, the secret being 32 bytes in base64url`);
  }
  return { id, secret: createSecretKey(bytes) };
};

const firstRepeated = (keys: readonly SealingKey[]): number =>
  keys.findIndex((key, index) =>
    keys.slice(0, index).some(({ id, secret }) => id === key.id || secret.equals(key.secret)),
  );

/**
 * Reads keys, newest first, with commas or line ends between them.
 * @throws SealingKeyError that says which one is wrong, and shows nothing of any
 */
export const parseSealingKeys = (text: string): readonly SealingKey[] => {
  const items = text
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const keys = items.map(parseSealingKey);
  const repeated = firstRepeated(keys);
  if (repeated !== -1) throw new SealingKeyError(`key ${repeated + 1} has the id or the secret of one before it`);
  if (keys.length === 0) throw new SealingKeyError("there is no key");
  return keys;
};
