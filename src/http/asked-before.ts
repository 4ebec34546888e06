/** What was asked for lately, roughly, in a memory that is small and does not grow. */

const slots = 65_536;
const offset = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a (draft-eastlake-fnv), going on from a hash: nothing depends on who finds two texts with the same. */
const hashOf = (text: string, from: number): number => {
  let hash = from;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return hash;
};

/**
 * Makes the function that tells whether an address was asked for before in a version of the directory, and remembers that it
 * was now. It forgets those of long ago, and seldom takes one for another.
 */
export const createAskedBefore = (): ((address: string, version: string) => boolean) => {
  const hashes = new Uint32Array(slots);
  return (address, version) => {
    const hash = hashOf(address, hashOf(version, offset)) >>> 0;
    const slot = hash % slots;
    const known = hashes[slot] === hash;
    hashes[slot] = hash;
    return known;
  };
};
