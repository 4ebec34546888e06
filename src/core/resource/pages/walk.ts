/** Rows of a table in the order of a sort, straight from its index. */

import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { behind, type ColumnRange, contains, type PositionValues, type SortOrder } from "./range.ts";

/** Some columns of a table. */
// biome-ignore lint/suspicious/noExplicitAny: the names of tables and columns are data here.
export type TableRows<Row> = SelectQueryBuilder<any, any, Row>;

/** A part of an index, in its order. */
export interface Walk {
  readonly order: SortOrder;
  readonly range: ColumnRange;
  /** What comes before the range: the rest of the rows that have the value of a position. */
  readonly equals?: PositionValues;
  /** The row that the range begins behind, where the range alone does not say it. */
  readonly behind?: PositionValues;
}

/**
 * The walk through a range from behind a position. SQLite looks for a pair such as (age, id) > (30, 7) by its first half only,
 * and so would step over every 30 before: there, equals come first and the rest then, merged. PostgreSQL would sort the
 * equals, and looks for the pair.
 */
export const walkFrom = (
  engine: "sqlite" | "postgres",
  order: SortOrder,
  own: ColumnRange,
  after: PositionValues | undefined,
): Walk => {
  if (after === undefined) return { order, range: own };
  const beyond = behind(own, after.value, order.direction);
  if (order.column === "id" || !contains(own, after.value)) return { order, range: beyond };
  return engine === "postgres" ? { order, range: own, behind: after } : { order, range: beyond, equals: after };
};

/** The rows of a walk. */
export const walked = <Row>(all: TableRows<Row>, { order, range, equals, behind: last }: Walk): TableRows<Row> => {
  const within = all.where(inRange(range));
  if (last !== undefined) return ordered(within.where(pairBehind(order, last)), order);
  if (equals === undefined) return ordered(within, order);
  const rest = all.where(equalTo(order, equals)).where(idBehind(order, equals));
  return ordered(rest.unionAll(within), order);
};

/** Rows in the order of a sort. */
export const ordered = <Row>(rows: TableRows<Row>, { column, direction }: SortOrder): TableRows<Row> =>
  column === "id" ? rows.orderBy("id", direction) : rows.orderBy(column, direction).orderBy("id", direction);

/** All of the conditions. */
export const allOf = (conditions: readonly Expression<unknown>[]): Expression<SqlBool> =>
  conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;

/** Whether a row is in a range. */
export const inRange = ({ column, low, high }: ColumnRange): Expression<SqlBool> =>
  allOf([
    ...(low === undefined ? [] : [sql`${sql.ref(column)} ${low.inclusive ? sql`>=` : sql`>`} ${low.value}`]),
    ...(high === undefined ? [] : [sql`${sql.ref(column)} ${high.inclusive ? sql`<=` : sql`<`} ${high.value}`]),
  ]);

/** Whether a row is behind a position. */
export const isBehind = (order: SortOrder, after: PositionValues): Expression<SqlBool> => {
  const greater = behind({ column: order.column }, after.value, order.direction);
  return sql<SqlBool>`(${inRange(greater)} or (${equalTo(order, after)} and ${idBehind(order, after)}))`;
};

const equalTo = ({ column }: SortOrder, { value }: PositionValues): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} = ${value}`;

const idBehind = ({ direction }: SortOrder, { id }: PositionValues): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref("id")} ${direction === "asc" ? sql`>` : sql`<`} ${id}`;

const pairBehind = ({ column, direction }: SortOrder, { value, id }: PositionValues): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.ref(column)}, id) ${direction === "asc" ? sql`>` : sql`<`} (${value}, ${id})`;
