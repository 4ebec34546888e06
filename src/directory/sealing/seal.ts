/** AES-256-GCM (NIST SP 800-38D) as Roster uses it: a random nonce each time, and one layout. */
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
// Random nonces of 96 bits: one key may seal 2^32 times before two of them could be the same (section 8.3).
const nonceBytes = 12;
const tagBytes = 16;

/** What was sealed was changed, was sealed for something else, or with another key. Says nothing of its content. */
export class UnsealingError extends Error {
  override readonly name = "UnsealingError";
}

/** Seals bytes: nonce, tag, ciphertext. `associated` is not in it, and must be the same when it is opened. */
export const seal = (key: KeyObject, plain: Uint8Array, associated: Uint8Array): Uint8Array => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associated);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  // A copy: small Buffers share their memory, and what is sent to another thread takes all of it along.
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]));
};

/** Opens what `seal` made. @throws UnsealingError when it is not exactly that. */
export const unseal = (key: KeyObject, sealed: Uint8Array, associated: Uint8Array): Buffer => {
  const ciphertextStart = nonceBytes + tagBytes;
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(associated);
    decipher.setAuthTag(sealed.subarray(nonceBytes, ciphertextStart));
    return Buffer.concat([decipher.update(sealed.subarray(ciphertextStart)), decipher.final()]);
  } catch (error) {
    throw new UnsealingError("It cannot be opened", { cause: error });
  }
};
