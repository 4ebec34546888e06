/** The middle of several rounds, and how far they are apart. */

export interface Spread {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
}

const middle = (sorted: readonly number[]): number => {
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[(sorted.length >> 1) - 1] ?? Number.NaN) + upper) / 2;
};

/** The spread of some values; not a number as soon as one of them is none. @throws RangeError when there are no values */
export const spreadOf = (values: readonly number[]): Spread => {
  if (values.length === 0) throw new RangeError("There is no spread of no values.");
  const median = values.some(Number.isNaN) ? Number.NaN : middle(values.toSorted((one, other) => one - other));
  return { median, minimum: Math.min(...values), maximum: Math.max(...values) };
};

/**
 * The ratios of two series, round by round: what both suffered from in a round, such as a busy machine, cancels out.
 * @throws RangeError when they have not the same rounds
 */
export const ratiosOf = (ours: readonly number[], theirs: readonly number[]): Spread => {
  if (ours.length !== theirs.length) throw new RangeError(`There are ${ours.length} rounds and ${theirs.length}.`);
  return spreadOf(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
};
