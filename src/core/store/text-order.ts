const beforeSurrogates = 0xd7ff;
const afterSurrogates = 0xe000;
const lastCodePoint = 0x10ffff;

/**
 * The least text that is greater, by code point, than every text that begins with the prefix; undefined when there is
 * none, because the prefix is empty or made of U+10FFFF alone.
 */
export const prefixEnd = (prefix: string): string | undefined => {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last === lastCodePoint) continue;
    const following = last === beforeSurrogates ? afterSurrogates : last + 1;
    return String.fromCodePoint(...points, following);
  }
  return undefined;
};

/**
 * Compares two texts by code point, as the database does: negative, 0 or positive. JavaScript's `<` compares UTF-16 units,
 * which puts U+10000 and above before U+E000.
 */
export const compareCodePoints = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (one !== other) return inCodePointOrder(one) - inCodePointOrder(other);
  }
  return left.length - right.length;
};

// Moves the surrogates behind the rest of the basic plane. Two texts that differ inside a surrogate pair differ there in
// two low surrogates, or in a high one and something else: either way the order of units is then the order of points.
const inCodePointOrder = (unit: number): number => {
  if (unit <= beforeSurrogates) return unit;
  return unit >= afterSurrogates ? unit - 0x800 : unit + 0x2000;
};
