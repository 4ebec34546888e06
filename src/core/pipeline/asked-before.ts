/** What was asked for lately, roughly, in a memory that is small and does not grow. */
import { hashOf } from "../http/hash.ts";

const slots = 65_536;

/**
 * Makes the function that tells whether an address, by its hash, was asked for before in a version of the store, and
 * remembers that it was now. It forgets those of long ago, and seldom takes one for another.
 */
export const createAskedBefore = (): ((addressHash: number, version: string) => boolean) => {
  const hashes = new Int32Array(slots);
  return (addressHash, version) => {
    const hash = hashOf(version, addressHash);
    const slot = hash & (slots - 1);
    const known = hashes[slot] === hash;
    hashes[slot] = hash;
    return known;
  };
};
