import type { Reading } from "../tables.ts";
import { bySequence, type ChangeOrder } from "./change-place.ts";
import { type ChangeQueries, createChangeQueries } from "./changes.ts";
import { createHealthQueries, type HealthQueries } from "./health.ts";
import { createKeyQueries, type KeyQueries } from "./keys.ts";
import { createSecretQueries, type SecretQueries } from "./secrets.ts";

/** What the core reads, in groups, so that each reader is given only what it needs. */
export interface CoreQueries {
  readonly changes: ChangeQueries;
  readonly keys: KeyQueries;
  readonly secrets: SecretQueries;
  readonly health: HealthQueries;
}

/** The queries of the core on one database. Each throws StoreError when the database is busy, and a fault otherwise. */
export const createCoreQueries = (database: Reading, changeOrder: ChangeOrder = bySequence): CoreQueries => ({
  changes: createChangeQueries(database, changeOrder),
  keys: createKeyQueries(database),
  secrets: createSecretQueries(database),
  health: createHealthQueries(database),
});
