import { compareCodePoints, foldName, prefixEnd } from "#core";

/** A user in the directory. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly age: number;
}

/** The field that sorts a page, descending with `-` before it. Equals are sorted by id, in the same direction. */
export type UserSort = "id" | "-id" | "name" | "-name" | "age" | "-age";

/** Where in a sort a page begins: behind the row with these values. Opaque to callers, and JSON. */
export type Position = readonly (string | number)[];

/** A page. It may hold fewer users than were asked for, even none, and still have a next one. */
export interface UserPage {
  readonly users: readonly User[];
  /** Where the next page begins; absent on the last. */
  readonly next?: Position;
}

/** What the entity tag of a page stands for: a page is another one when another page follows it, though its users are the same. */
export const entityOfPage = ({ users, next }: UserPage): unknown => [users, next ?? null];

/** A position does not belong to the sort that it came with. */
export class InvalidPosition extends Error {
  override readonly name = "InvalidPosition";
}

/** The column of `users` behind each field that sorts. */
export type SortColumn = "id" | "name_key" | "age";

/** One end of a range. */
export interface Bound {
  readonly value: string | number;
  readonly inclusive: boolean;
}

/** Rows between two values of one column. */
export interface ColumnRange {
  readonly column: SortColumn;
  readonly low?: Bound;
  readonly high?: Bound;
}

/** Which users are asked for. */
export interface UserFilters {
  readonly namePrefix?: string;
  readonly minimumAge?: number;
  readonly maximumAge?: number;
}

/** How a sort reads its index. */
export interface SortOrder {
  readonly column: SortColumn;
  readonly direction: "asc" | "desc";
}

const columns = { id: "id", name: "name_key", age: "age" } as const;

/** What a sort means for the index. */
export const orderOf = (sort: UserSort): SortOrder => {
  const field = sort.replace("-", "") as keyof typeof columns;
  return { column: columns[field], direction: sort.startsWith("-") ? "desc" : "asc" };
};

/** The filters as ranges, at most one for each column; undefined when they contradict each other, so that nothing fits. */
export const rangesOf = ({ namePrefix, minimumAge, maximumAge }: UserFilters): readonly ColumnRange[] | undefined => {
  if (minimumAge !== undefined && maximumAge !== undefined && minimumAge > maximumAge) return undefined;
  const ranges: ColumnRange[] = [];
  if (namePrefix !== undefined && namePrefix !== "") {
    const prefix = foldName(namePrefix);
    const end = prefixEnd(prefix);
    ranges.push({
      column: "name_key",
      low: { value: prefix, inclusive: true },
      ...(end !== undefined && { high: { value: end, inclusive: false } }),
    });
  }
  if (minimumAge !== undefined || maximumAge !== undefined) {
    ranges.push({
      column: "age",
      ...(minimumAge !== undefined && { low: { value: minimumAge, inclusive: true } }),
      ...(maximumAge !== undefined && { high: { value: maximumAge, inclusive: true } }),
    });
  }
  return ranges;
};

/** A position read back: the value of the column that sorts, and the id that decides among equals. */
export interface PositionValues {
  readonly value: string | number;
  readonly id: number;
}

/**
 * Reads a position back.
 * @throws InvalidPosition when it does not belong to a sort by this column.
 */
export const readPosition = (position: Position, column: SortColumn): PositionValues => {
  const [value, id] = column === "id" ? [position[0], position[0]] : position;
  const fits =
    position.length === (column === "id" ? 1 : 2) &&
    Number.isSafeInteger(id) &&
    (column === "name_key" ? typeof value === "string" : Number.isSafeInteger(value));
  if (!fits) throw new InvalidPosition(`This is no position in a list that is sorted by ${column}`);
  return { value, id } as PositionValues;
};

/** The position of a row: the opposite of `readPosition`. */
export const positionOf = ({ value, id }: PositionValues, column: SortColumn): Position =>
  column === "id" ? [id] : [value, id];

/** The range without what does not lie behind a value in reading order; rows with the value itself are left out too. */
export const behind = (range: ColumnRange, value: string | number, direction: "asc" | "desc"): ColumnRange => {
  const bound: Bound = { value, inclusive: false };
  if (direction === "asc") return isTighter(1, bound, range.low) ? { ...range, low: bound } : range;
  return isTighter(-1, bound, range.high) ? { ...range, high: bound } : range;
};

/** Whether a value lies in a range. */
export const contains = ({ low, high }: ColumnRange, value: string | number): boolean =>
  fits(1, value, low) && fits(-1, value, high);

const fits = (sign: 1 | -1, value: string | number, bound: Bound | undefined): boolean => {
  if (bound === undefined) return true;
  const order = sign * compareValues(value, bound.value);
  return order > 0 || (order === 0 && bound.inclusive);
};

// A bound of its own is exclusive: at the same value it is the tighter one.
const isTighter = (sign: 1 | -1, bound: Bound, than: Bound | undefined): boolean =>
  than === undefined || sign * compareValues(bound.value, than.value) >= 0;

const compareValues = (left: string | number, right: string | number): number =>
  typeof left === "string" && typeof right === "string" ? compareCodePoints(left, right) : Number(left) - Number(right);
