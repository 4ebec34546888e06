import { type RawBuilder, type SqlBool, sql } from "kysely";

/**
 * A place in the order of changes: behind the change that has this transaction and this sequence, or before all of them.
 * Where one transaction writes at a time, sequences alone are an order, and the transaction is always 0.
 */
export interface ChangePlace {
  readonly transaction: number;
  readonly sequence: number;
}

/** The place before every change. */
export const firstPlace: ChangePlace = { transaction: 0, sequence: 0 };

/** Negative when the one place is before the other, 0 when they are the same, positive otherwise. */
export const comparePlaces = (one: ChangePlace, other: ChangePlace): number =>
  one.transaction - other.transaction || one.sequence - other.sequence;

/**
 * The order of changes, as an engine keeps it. A reader that goes on from the last place that it saw must miss nothing: a
 * row whose transaction ends late must not turn up before rows that were read already.
 */
export interface ChangeOrder {
  /** The transaction of a row. */
  readonly transaction: RawBuilder<number>;
  /** The columns that order, the first that decides first. */
  readonly columns: readonly RawBuilder<unknown>[];
  /** True for rows behind a place, as far as no transaction under way can still add one before them. */
  readonly isBehind: (place: ChangePlace) => RawBuilder<SqlBool>;
}

/** Where one transaction writes at a time: a sequence that is given out later is committed later. */
export const bySequence: ChangeOrder = {
  transaction: sql.lit(0),
  columns: [sql.ref("sequence")],
  isBehind: ({ sequence }) => sql<SqlBool>`${sql.ref("sequence")} > ${sequence}`,
};
