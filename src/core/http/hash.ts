/** Numbers for texts. */

const offsetBasis = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** FNV-1a of 32 bits, signed (draft-eastlake-fnv), going on from another hash. It is quick, and two texts with one hash are easily found. */
export const hashOf = (text: string, from = offsetBasis): number => {
  let hash = from;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return hash;
};
