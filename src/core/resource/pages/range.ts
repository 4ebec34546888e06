/** Ranges of the columns that sort and filter a page, and the positions where pages begin. */
import { compareCodePoints, prefixEnd } from "../../store/text-order.ts";

/** What a column that sorts or filters holds. */
export type KeyValue = string | number;

/** Where in a sort a page begins: behind the row with these values. Opaque to callers, and JSON. */
export type Position = readonly KeyValue[];

/** A position does not belong to the sort that it came with. */
export class InvalidPosition extends Error {
  override readonly name = "InvalidPosition";
}

/** One end of a range. */
export interface Bound {
  readonly value: KeyValue;
  readonly inclusive: boolean;
}

/** Rows between two values of one column. */
export interface ColumnRange {
  readonly column: string;
  readonly low?: Bound;
  readonly high?: Bound;
}

/** How a sort reads its index. `isText`: its column holds text. */
export interface SortOrder {
  readonly column: string;
  readonly direction: "asc" | "desc";
  readonly isText: boolean;
}

/** The filter for texts that begin with a prefix; nothing for an empty or an absent one, which filters nothing. */
export const beginningWith = (column: string, prefix: string | undefined): readonly ColumnRange[] => {
  if (prefix === undefined || prefix === "") return [];
  const end = prefixEnd(prefix);
  const high = end !== undefined && { high: { value: end, inclusive: false } };
  return [{ column, low: { value: prefix, inclusive: true }, ...high }];
};

/** The filter for values from one to another, both included; an absent end is open, and two filter nothing. */
export const between = (
  column: string,
  low: KeyValue | undefined,
  high: KeyValue | undefined,
): readonly ColumnRange[] => {
  if (low === undefined && high === undefined) return [];
  return [
    {
      column,
      ...(low !== undefined && { low: { value: low, inclusive: true } }),
      ...(high !== undefined && { high: { value: high, inclusive: true } }),
    },
  ];
};

/** Whether no value can lie in a range. */
export const isEmpty = ({ low, high }: ColumnRange): boolean =>
  low !== undefined && high !== undefined && compareValues(low.value, high.value) > 0;

/** A position read back: the value of the column that sorts, and the id that decides among equals. */
export interface PositionValues {
  readonly value: KeyValue;
  readonly id: number;
}

/**
 * Reads a position back.
 * @throws InvalidPosition when it does not belong to this sort.
 */
export const readPosition = (position: Position, { column, isText }: SortOrder): PositionValues => {
  const [value, id] = column === "id" ? [position[0], position[0]] : position;
  const fits =
    position.length === (column === "id" ? 1 : 2) &&
    Number.isSafeInteger(id) &&
    (isText ? typeof value === "string" : Number.isFinite(value));
  if (!fits) throw new InvalidPosition(`This is no position in a list that is sorted by ${column}`);
  return { value, id } as PositionValues;
};

/** The position of a row: the opposite of `readPosition`. */
export const positionOf = ({ value, id }: PositionValues, { column }: SortOrder): Position =>
  column === "id" ? [id] : [value, id];

/** The range without what does not lie behind a value in reading order; rows with the value itself are left out too. */
export const behind = (range: ColumnRange, value: KeyValue, direction: "asc" | "desc"): ColumnRange => {
  const bound: Bound = { value, inclusive: false };
  if (direction === "asc") return isTighter(1, bound, range.low) ? { ...range, low: bound } : range;
  return isTighter(-1, bound, range.high) ? { ...range, high: bound } : range;
};

/** Whether a value lies in a range. */
export const contains = ({ low, high }: ColumnRange, value: KeyValue): boolean =>
  fits(1, value, low) && fits(-1, value, high);

const fits = (sign: 1 | -1, value: KeyValue, bound: Bound | undefined): boolean => {
  if (bound === undefined) return true;
  const order = sign * compareValues(value, bound.value);
  return order > 0 || (order === 0 && bound.inclusive);
};

// A bound of its own is exclusive: at the same value it is the tighter one.
const isTighter = (sign: 1 | -1, bound: Bound, than: Bound | undefined): boolean =>
  than === undefined || sign * compareValues(bound.value, than.value) >= 0;

const compareValues = (left: KeyValue, right: KeyValue): number =>
  typeof left === "string" && typeof right === "string" ? compareCodePoints(left, right) : Number(left) - Number(right);
