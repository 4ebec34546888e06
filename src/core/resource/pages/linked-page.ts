import { createShapes } from "../../store/queries/compiled.ts";
import type { Link, LinkSide } from "../link.ts";
import type { AnyReading, Identified } from "../resource.ts";
import { type Row, rowsOf } from "../row.ts";
import { type Page, pageOf } from "./page-of.ts";
import { type Position, readPosition, type SortOrder } from "./range.ts";

/** Which page of the entities on one side is asked for; they are sorted by id. */
export interface LinkedPageRequest {
  readonly limit: number;
  readonly after?: Position;
}

const byId: SortOrder = { column: "id", direction: "asc", isText: false };

/** Makes the function that reads a page of the entities on one side that are linked to one on the other. */
export const createLinkedPageReader = <Entity extends Identified>(
  database: AnyReading,
  { table }: Pick<Link<never, never>, "table">,
  from: Pick<LinkSide<never>, "column">,
  to: LinkSide<Entity>,
): ((id: number, request: LinkedPageRequest) => Promise<Page<Entity>>) => {
  const { read, entityOf } = rowsOf(to.resource);
  const entities = to.resource.table;
  const compiled = createShapes<{ id: number; after: number; limit: number }, Row>();
  return async (id, { limit, after }) => {
    const position = after && readPosition(after, byId);
    const query = compiled("", { id, after: position?.id ?? 0, limit: limit + 1 }, (places) => {
      const page = database
        .selectFrom(table)
        .select(to.column)
        .where(from.column, "=", places.id)
        .where(to.column, ">", places.after)
        .orderBy(to.column)
        .limit(places.limit)
        .as("page");
      return database
        .selectFrom(page)
        .innerJoin(entities, `${entities}.id`, `page.${to.column}`)
        .select(read.map((column) => `${entities}.${column}`))
        .orderBy(`page.${to.column}`);
    });
    const { rows } = await database.executeQuery(query);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return pageOf(rows.slice(0, limit).map(entityOf), last, byId);
  };
};
