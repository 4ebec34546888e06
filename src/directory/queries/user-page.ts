import { sql } from "kysely";
import { engineOf } from "#core";
import type { Reading } from "../tables.ts";
import { createPlainPageReader } from "./plain-user-page.ts";
import {
  type ColumnRange,
  orderOf,
  type Position,
  type PositionValues,
  positionOf,
  rangesOf,
  readPosition,
  type SortOrder,
  type UserFilters,
  type UserPage,
  type UserSort,
} from "./user-range.ts";
import { allOf, inRange, isBehind, ordered, type UserRows, walked, walkFrom } from "./user-walk.ts";

/** Which page is asked for. */
export interface UserPageRequest extends UserFilters {
  /** How many users at most. */
  readonly limit: number;
  readonly sort: UserSort;
  /** The `next` of the page before. */
  readonly after?: Position;
}

/** What the indexes hold of a user. `cut` is 1 for the row where a walk ended, which is no part of the page. */
type IndexRow = { id: number; age: number; name_key: string; cut: number };
type IndexRows = UserRows<IndexRow>;
type NamedRow = IndexRow & { name: string };

// A limit that cuts nothing off. Neither engine moves a condition into a subquery that has a limit, so that what is
// inside reads the index of its own conditions and order, whatever is asked outside.
const every = Number.MAX_SAFE_INTEGER;

/** @throws InvalidPosition for a position of another sort. */
export type ReadUserPage = (request: UserPageRequest) => Promise<UserPage>;

/**
 * Makes the function that reads one page of users: all that fit, in order, each once, when `next` is followed to the end.
 *
 * A page reads one index from where it begins, so that it costs the same at row 1,000,000 as at row 1. A filter on the
 * field that sorts is a part of that index. A filter on another field is not, and what it may cost is bounded: when it
 * fits at most `scanLimit` rows, they are fetched by its own index and sorted; otherwise the index of the sort is walked,
 * at most `scanLimit` rows of it, and the page ends where the walk ends. docs/pages.md has what this costs.
 */
export const createUserPageReader = (database: Reading, scanLimit: number): ReadUserPage => {
  const readPlain = createPlainPageReader(database);
  const engine = engineOf(database);
  return async (request) => {
    const order = orderOf(request.sort);
    const after = request.after && readPosition(request.after, order.column);
    const ranges = rangesOf(request);
    if (ranges === undefined) return { users: [] };
    const own = ranges.find(({ column }) => column === order.column) ?? { column: order.column };
    const others = ranges.filter((range) => range !== own);
    if (others.length === 0) return readPlain(walkFrom(engine, order, own, after), request.limit);
    const page = { database, order, own, others, after, limit: request.limit, scanLimit };
    const selective = await mostSelective(page);
    return selective === undefined ? readByWalk(page) : asPage(page, await read(page, sorted(page, selective)));
  };
};

interface Page {
  readonly database: Reading;
  readonly order: SortOrder;
  /** What is asked of the field that sorts. */
  readonly own: ColumnRange;
  /** What is asked of the other fields. */
  readonly others: readonly ColumnRange[];
  readonly after: PositionValues | undefined;
  readonly limit: number;
  readonly scanLimit: number;
}

/** The filter on another field that fits the fewest rows; undefined when each fits more than `scanLimit`. */
const mostSelective = async ({ database, others, scanLimit }: Page): Promise<ColumnRange | undefined> => {
  let best: { range: ColumnRange; count: number } | undefined;
  for (const range of others) {
    const some = database
      .selectFrom("users")
      .select(sql.lit(1).as("one"))
      .where(inRange(range))
      // Along the index of the filter, whatever the planner expects to find soonest elsewhere.
      .orderBy(range.column)
      .limit(scanLimit + 1);
    const { count } = await database
      .selectFrom(some.as("some"))
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    if (count <= scanLimit && (best === undefined || count < best.count)) best = { range, count };
  }
  return best?.range;
};

/** The page out of the rows that one selective filter fits, fetched by its index. */
const sorted = ({ database, order, own, others, after, limit }: Page, selective: ColumnRange): IndexRows => {
  const candidates = ordered(indexRows(database).where(inRange(selective)), { ...order, column: selective.column });
  const remaining = [own, ...others.filter((range) => range !== selective)].map(inRange);
  const rows = database
    .selectFrom(candidates.limit(every).as("users"))
    .select(["id", "age", "name_key", "cut"])
    .where(allOf(after === undefined ? remaining : [...remaining, isBehind(order, after)]));
  return ordered(rows, order).limit(limit + 1);
};

/** The page out of the index of the sort, of which at most `scanLimit` rows are looked at. */
const readByWalk = async (page: Page): Promise<UserPage> => {
  const { database, others, order, limit, scanLimit } = page;
  const walked = walk(page).limit(scanLimit).as("users");
  const fitting = database
    .selectFrom(walked)
    .select(["id", "age", "name_key", "cut"])
    .where(allOf(others.map(inRange)));
  const found = ordered(fitting, order).limit(limit + 1);
  const rows = await read(page, found);
  if (rows.length > limit) return asPage(page, rows);
  // Read again, together with the row where the walk ends: in one statement, because a row that was deleted between two
  // statements would move that end, and so hide what lies between.
  const end = database
    .selectFrom(walked)
    .select(["id", "age", "name_key", sql<number>`1`.as("cut")])
    .limit(1)
    .offset(scanLimit - 1);
  const both = database
    .selectFrom(found.as("users"))
    .selectAll()
    .unionAll(database.selectFrom(end.as("users")).selectAll());
  return asPage(page, await read(page, both));
};

/** The rows from where the page begins, in order, straight from the index of the sort. */
const walk = ({ database, order, own, after }: Page): IndexRows =>
  walked(indexRows(database), walkFrom(engineOf(database), order, own, after));

const indexRows = (database: Reading): IndexRows =>
  database.selectFrom("users").select(["id", "age", "name_key", sql<number>`0`.as("cut")]);

/** Looks up the names of the rows of a page. */
const read = ({ database, order: { column, direction } }: Page, rows: IndexRows): Promise<readonly NamedRow[]> =>
  database
    .selectFrom(rows.as("page"))
    .innerJoin("users", "users.id", "page.id")
    .select(["page.id", "users.name", "page.age", "page.name_key", "page.cut"])
    .orderBy(`page.${column}`, direction)
    .$if(column !== "id", (query) => query.orderBy("page.id", direction))
    .execute();

const asPage = ({ order: { column }, limit }: Page, rows: readonly NamedRow[]): UserPage => {
  const fitting = rows.filter(({ cut }) => cut === 0);
  const users = fitting.slice(0, limit).map(({ id, name, age }) => ({ id, name, age }));
  const last = fitting.length > limit ? fitting[limit - 1] : rows.find(({ cut }) => cut === 1);
  return last === undefined ? { users } : { users, next: positionOf({ value: last[column], id: last.id }, column) };
};
