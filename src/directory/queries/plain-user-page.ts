/** Pages of users with no filter but on the field that sorts: a part of one index, by a query compiled once for its shape. */

import type { Compilable } from "kysely";
import { createShapes } from "#core";
import type { Reading } from "../tables.ts";
import { type Bound, positionOf, type User, type UserPage } from "./user-range.ts";
import { type Walk, walked } from "./user-walk.ts";

/** `name_key` where it is what sorts. */
type Row = User & { readonly name_key?: string };

interface Values {
  readonly low: Bound["value"] | undefined;
  readonly high: Bound["value"] | undefined;
  readonly value: Bound["value"] | undefined;
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
    ...(walk.range.low && { low: { ...walk.range.low, value: low as Bound["value"] } }),
    ...(walk.range.high && { high: { ...walk.range.high, value: high as Bound["value"] } }),
  },
  ...(walk.equals && { equals: { value, id } as Walk["equals"] & object }),
  ...(walk.behind && { behind: { value, id } as Walk["behind"] & object }),
});

/**
 * The users of a walk. The table itself is in the order of ids; of any other sort the index alone is walked, and the names are
 * looked up of the rows of the page, whatever the planner knows or guesses of the table.
 */
const usersOf = (database: Reading, walk: Walk, limit: number): Compilable<Row> => {
  const { column, direction } = walk.order;
  const all = database.selectFrom("users");
  if (column === "id") return walked<Row>(all.select(["id", "name", "age"]), walk).limit(limit);
  const page = walked(all.select(["id", "age", "name_key"]), walk)
    .limit(limit)
    .as("page");
  return database
    .selectFrom(page)
    .innerJoin("users", "users.id", "page.id")
    .select(["page.id", "users.name", "page.age"])
    .$if(column === "name_key", (query) => query.select("page.name_key"))
    .orderBy(`page.${column}`, direction)
    .orderBy("page.id", direction);
};

/** Makes the function that reads the first rows of a walk as a page. */
export const createPlainPageReader = (database: Reading): ((walk: Walk, limit: number) => Promise<UserPage>) => {
  const compiled = createShapes<Values, Row>();
  return async (walk, limit) => {
    const query = compiled(shapeOf(walk), valuesOf(walk, limit + 1), (places) =>
      usersOf(database, withValues(walk, places), places.limit),
    );
    const { rows } = await database.executeQuery(query);
    const { column } = walk.order;
    const found = rows.length > limit ? rows.slice(0, limit) : rows;
    const users = column === "name_key" ? found.map(({ id, name, age }) => ({ id, name, age })) : found;
    const last = rows.length > limit ? found.at(-1) : undefined;
    if (last === undefined) return { users };
    return { users, next: positionOf({ value: last[column] as Bound["value"], id: last.id }, column) };
  };
};
