import { sql } from "kysely";
import { engineOf } from "../../database/engine-of.ts";
import { type AnyReading, type AnyResource, type Identified, keyColumnsOf } from "../resource.ts";
import { type Row, rowsOf } from "../row.ts";
import { type Page, pageOf } from "./page-of.ts";
import { createPlainPageReader } from "./plain-page.ts";
import {
  type ColumnRange,
  isEmpty,
  type Position,
  type PositionValues,
  readPosition,
  type SortOrder,
} from "./range.ts";
import { allOf, inRange, isBehind, ordered, type TableRows, walked, walkFrom } from "./walk.ts";

/** Which page is asked for. */
export interface PageRequest<Sort extends string> {
  /** How many items at most. */
  readonly limit: number;
  /** The field that sorts, descending with `-` before it. Equals are sorted by id, in the same direction. */
  readonly sort: Sort;
  /** What `beginningWith` and `between` make: all of them must fit; at most one for each column. */
  readonly filters?: readonly ColumnRange[];
  /** The `next` of the page before. */
  readonly after?: Position;
}

/** @throws InvalidPosition for a position of another sort. */
export type ReadPage<Entity, Sort extends string> = (request: PageRequest<Sort>) => Promise<Page<Entity>>;

/** How many rows a filter on another column than the one that sorts may make one page look at. */
const defaultScanLimit = 10_000;

// A limit that cuts nothing off. Neither engine moves a condition into a subquery that has a limit, so that what is
// inside reads the index of its own conditions and order, whatever is asked outside.
const every = Number.MAX_SAFE_INTEGER;

/** What a sort means for its index. */
const orderOf = ({ sorts, derived = {}, fields }: AnyResource<Identified>, sort: string): SortOrder => {
  const column = sorts[sort.replace(/^-/, "")];
  if (column === undefined) throw new Error(`There is no sort ${sort}`);
  const kind = (fields as Readonly<Record<string, string>>)[column];
  const isText = Object.hasOwn(derived, column) || kind === "text";
  return { column, direction: sort.startsWith("-") ? "desc" : "asc", isText };
};

/**
 * Makes the function that reads one page of a resource: all that fit, in order, each once, when `next` is followed to the end.
 *
 * A page reads one index from where it begins, so that it costs the same at row 1,000,000 as at row 1. A filter on the
 * column that sorts is a part of that index. A filter on another column is not, and what it may cost is bounded: when it
 * fits at most `scanLimit` rows, they are fetched by its own index and sorted; otherwise the index of the sort is walked,
 * at most `scanLimit` rows of it, and the page ends where the walk ends. docs/pages.md has what this costs.
 */
export const createPageReader = <Entity extends Identified, Field extends string>(
  database: AnyReading,
  resource: AnyResource<Entity> & { readonly sorts: Readonly<Record<Field, string>> },
  scanLimit = defaultScanLimit,
): ReadPage<Entity, Field | `-${Field}`> => {
  const readPlain = createPlainPageReader(database, resource);
  const readFiltered = createFilteredReader(database, resource, scanLimit);
  const engine = engineOf(database);
  return async ({ limit, sort, filters = [], after: position }) => {
    const order = orderOf(resource as AnyResource<never>, sort);
    const after = position && readPosition(position, order);
    if (filters.some(isEmpty)) return { items: [] };
    const own = filters.find(({ column }) => column === order.column) ?? { column: order.column };
    const others = filters.filter((range) => range !== own);
    if (others.length === 0) return readPlain(walkFrom(engine, order, own, after), limit);
    return readFiltered({ order, own, others, after, limit });
  };
};

interface Asked {
  readonly order: SortOrder;
  /** What is asked of the column that sorts. */
  readonly own: ColumnRange;
  /** What is asked of other columns. */
  readonly others: readonly ColumnRange[];
  readonly after: PositionValues | undefined;
  readonly limit: number;
}

/** Makes the reader of pages that are filtered by another column than the one that sorts. */
const createFilteredReader = <Entity extends Identified>(
  database: AnyReading,
  resource: AnyResource<Entity>,
  scanLimit: number,
): ((asked: Asked) => Promise<Page<Entity>>) => {
  const { table } = resource;
  const { read: fields, entityOf } = rowsOf(resource);
  const keys = ["id", ...keyColumnsOf(resource)];

  /** What the indexes hold. `cut` is 1 for the row where a walk ended, which is no part of the page. */
  const indexRows = (): TableRows<Row> => database.selectFrom(table).select([...keys, sql<number>`0`.as("cut")]);

  /** The filter that fits the fewest rows; undefined when each fits more than `scanLimit`. */
  const mostSelective = async (ranges: readonly ColumnRange[]): Promise<ColumnRange | undefined> => {
    let best: { range: ColumnRange; count: number } | undefined;
    for (const range of ranges) {
      const some = database
        .selectFrom(table)
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

  /** Looks up the fields of the rows of a page. */
  const read = (rows: TableRows<Row>, { column, direction }: SortOrder): Promise<readonly Row[]> =>
    database
      .selectFrom(rows.as("page"))
      .innerJoin(table, `${table}.id`, "page.id")
      .select([...fields.map((field) => `${table}.${field}`), "page.cut"])
      .$if(!fields.includes(column), (query) => query.select(`page.${column}`))
      .orderBy(`page.${column}`, direction)
      .$if(column !== "id", (query) => query.orderBy("page.id", direction))
      .execute();

  /** The page out of the rows that one selective filter fits, fetched by its index. */
  const readSorted = ({ order, own, others, after, limit }: Asked, selective: ColumnRange) => {
    const candidates = ordered(indexRows().where(inRange(selective)), { ...order, column: selective.column });
    const remaining = [own, ...others.filter((range) => range !== selective)].map(inRange);
    const rows = database
      .selectFrom(candidates.limit(every).as(table))
      .select([...keys, "cut"])
      .where(allOf(after === undefined ? remaining : [...remaining, isBehind(order, after)]));
    return read(ordered(rows, order).limit(limit + 1), order);
  };

  /** The page out of the index of the sort, of which at most `scanLimit` rows are looked at. */
  const readByWalk = async ({ order, own, others, after, limit }: Asked): Promise<readonly Row[]> => {
    const walk = walked(indexRows(), walkFrom(engineOf(database), order, own, after))
      .limit(scanLimit)
      .as(table);
    const fitting = database
      .selectFrom(walk)
      .select([...keys, "cut"])
      .where(allOf(others.map(inRange)));
    const found = ordered(fitting, order).limit(limit + 1);
    const rows = await read(found, order);
    if (rows.length > limit) return rows;
    // Read again, together with the row where the walk ends: in one statement, because a row that was deleted between two
    // statements would move that end, and so hide what lies between.
    const end = database
      .selectFrom(walk)
      .select([...keys, sql<number>`1`.as("cut")])
      .limit(1)
      .offset(scanLimit - 1);
    const both = database
      .selectFrom(found.as(table))
      .selectAll()
      .unionAll(database.selectFrom(end.as(table)).selectAll());
    return read(both, order);
  };

  return async (asked) => {
    const selective = await mostSelective(asked.others);
    const rows = await (selective === undefined ? readByWalk(asked) : readSorted(asked, selective));
    const { limit, order } = asked;
    const fitting = rows.filter(({ cut }) => cut === 0);
    const last = fitting.length > limit ? fitting[limit - 1] : rows.find(({ cut }) => cut === 1);
    return pageOf(fitting.slice(0, limit).map(entityOf), last, order);
  };
};
