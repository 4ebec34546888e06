import { withParameters } from "../store/queries/compiled.ts";
import type { AnyReading, AnyResource, Identified } from "./resource.ts";
import { type Row, rowsOf } from "./row.ts";

/** Makes the function that finds one entity by its id; undefined when there is none. */
export const createFinder = <Entity extends Identified>(
  database: AnyReading,
  resource: AnyResource<Entity>,
): ((id: number) => Promise<Entity | undefined>) => {
  const { read, entityOf } = rowsOf(resource);
  const byId = database.selectFrom(resource.table).select(read).where("id", "=", 0).compile();
  return async (id) => {
    const [row] = (await database.executeQuery(withParameters<Row>(byId, [id]))).rows;
    return row && entityOf(row);
  };
};
