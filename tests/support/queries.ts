import { type CoreQueries, createCoreQueries } from "../../src/core/store/queries/queries.ts";
import type { Reading as CoreReading } from "../../src/core/store/tables.ts";
import { createQueries, type DirectoryQueries } from "../../src/directory/queries/queries.ts";
import type { Reading } from "../../src/directory/tables.ts";

export type Queries = CoreQueries & DirectoryQueries;

/** Every query of a store, on one database. */
export const createAllQueries = (database: Reading, scanLimit?: number): Queries => ({
  ...createCoreQueries(database as unknown as CoreReading),
  ...createQueries(database, scanLimit),
});
