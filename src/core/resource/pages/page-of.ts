import type { Row } from "../row.ts";
import { type KeyValue, type Position, positionOf, type SortOrder } from "./range.ts";

/** A page. It may hold fewer items than were asked for, even none, and still have a next one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; absent on the last. */
  readonly next?: Position;
}

/** A page of items. `last` is the row that the next page begins behind; there is none behind the last page. */
export const pageOf = <Item>(items: readonly Item[], last: Row | undefined, order: SortOrder): Page<Item> =>
  last === undefined
    ? { items }
    : { items, next: positionOf({ value: last[order.column] as KeyValue, id: Number(last.id) }, order) };

/** What the entity tag of a page stands for: a page is another one when another page follows it, though its items are the same. */
export const entityOfPage = ({ items, next }: Page<unknown>): unknown => [items, next ?? null];
