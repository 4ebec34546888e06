/**
 * What an API key is: `roster_`, an id to find it by, and a secret. The secret has 256 random bits, so that its plain
 * SHA-256 is safe to store: there is nothing to guess (docs/decisions/004-api-keys.md).
 */
import { hash, randomBytes, timingSafeEqual } from "node:crypto";

const idBytes = 8;
const secretBytes = 32;
const prefix = "roster_";
const format = /^roster_([0-9a-f]{16})_([0-9a-f]{64})$/;

export interface ApiKey {
  readonly id: string;
  readonly secret: string;
}

/** A key that nobody has yet. */
export const newApiKey = (): ApiKey => ({
  id: randomBytes(idBytes).toString("hex"),
  secret: randomBytes(secretBytes).toString("hex"),
});

/** The key as its owner sends it. */
export const formatApiKey = ({ id, secret }: ApiKey): string => `${prefix}${id}_${secret}`;

/** The parts of a key, or undefined when the text is no key. */
export const parseApiKey = (text: string): ApiKey | undefined => {
  const [, id, secret] = format.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
};

/** Whether the text means to be a key, well formed or not. */
export const isMeantAsApiKey = (text: string): boolean => text.startsWith(prefix);

/** What is stored of a secret: its SHA-256, in hexadecimal. */
export const hashSecret = (secret: string): string => hash("sha256", secret, "hex");

/** Whether the secret is the one whose hash is stored, in a time that tells nothing about either. */
export const secretMatches = (secret: string, storedHash: string): boolean => {
  const actual = hash("sha256", secret, "buffer");
  const expected = Buffer.from(storedHash, "hex");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
};
