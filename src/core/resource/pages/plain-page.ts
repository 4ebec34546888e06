/** Pages with no filter but on the column that sorts: a part of one index, by a query compiled once for its shape. */

import type { Compilable } from "kysely";
import { createShapes } from "../../store/queries/compiled.ts";
import type { AnyReading, AnyResource, Identified } from "../resource.ts";
import { type Row, rowsOf } from "../row.ts";
import { type Page, pageOf } from "./page-of.ts";
import type { KeyValue } from "./range.ts";
import { type Walk, walked } from "./walk.ts";

interface Values {
  readonly low: KeyValue | undefined;
  readonly high: KeyValue | undefined;
  readonly value: KeyValue | undefined;
  readonly id: number | undefined;
  readonly limit: number;
}

const shapeOf = ({ order: { column, direction }, range: { low, high }, equals, behind }: Walk): string =>
  `${column} ${direction} ${low?.inclusive} ${high?.inclusive} ${equals === undefined} ${behind === undefined}`;

const valuesOf = ({ range: { low, high }, equals, behind }: Walk, limit: number): Values => {
  const { value, id } = equals ?? behind ?? {};
  return { low: low?.value, high: high?.value, value, id, limit };
};

/** The same walk, with other values. */
const withValues = (walk: Walk, { low, high, value, id }: Values): Walk => ({
  order: walk.order,
  range: {
    column: walk.range.column,
    ...(walk.range.low && { low: { ...walk.range.low, value: low as KeyValue } }),
    ...(walk.range.high && { high: { ...walk.range.high, value: high as KeyValue } }),
  },
  ...(walk.equals && { equals: { value, id } as Walk["equals"] & object }),
  ...(walk.behind && { behind: { value, id } as Walk["behind"] & object }),
});

/**
 * Makes the function that reads the first rows of a walk as a page. The table itself is in the order of ids; of any other sort the
 * index alone is walked, and the fields are looked up of the rows of the page, whatever the planner knows or guesses of the table.
 */
export const createPlainPageReader = <Entity extends Identified>(
  database: AnyReading,
  resource: AnyResource<Entity>,
): ((walk: Walk, limit: number) => Promise<Page<Entity>>) => {
  const { table } = resource;
  const { read: fields, entityOf } = rowsOf(resource);
  const compiled = createShapes<Values, Row>();

  const walkedRows = (walk: Walk, limit: number): Compilable<Row> => {
    const { column, direction } = walk.order;
    const all = database.selectFrom(table);
    if (column === "id") return walked<Row>(all.select(fields), walk).limit(limit);
    const page = walked(all.select(["id", column]), walk)
      .limit(limit)
      .as("page");
    return database
      .selectFrom(page)
      .innerJoin(table, `${table}.id`, "page.id")
      .select(fields.map((field) => `${table}.${field}`))
      .$if(!fields.includes(column), (query) => query.select(`page.${column}`))
      .orderBy(`page.${column}`, direction)
      .orderBy("page.id", direction);
  };

  return async (walk, limit) => {
    const query = compiled(shapeOf(walk), valuesOf(walk, limit + 1), (places) =>
      walkedRows(withValues(walk, places), places.limit),
    );
    const { rows } = await database.executeQuery(query);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return pageOf(rows.slice(0, limit).map(entityOf), last, walk.order);
  };
};
