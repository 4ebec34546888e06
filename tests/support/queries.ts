import * as own from "../../generated/queries.ts";
import { type CoreQueries, createCoreQueries } from "../../src/core/store/queries/queries.ts";
import type { Reading as CoreReading } from "../../src/core/store/tables.ts";
import type { Reading } from "../../src/directory/tables.ts";

export type Queries = CoreQueries & own.Queries;

/** Every query of a store, on one database. */
export const createAllQueries = (database: Reading): Queries => ({
  ...createCoreQueries(database as unknown as CoreReading),
  ...own.createQueries(database),
});
