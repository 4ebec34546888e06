import { type ContactQueries, createContactQueries } from "../../../directory/queries/contacts.ts";
import { createDataQueries, type DataQueries } from "../../../directory/queries/data.ts";
import { createUserQueries, type UserQueries } from "../../../directory/queries/users.ts";
import type { Reading } from "../tables.ts";
import { bySequence, type ChangeOrder } from "./change-place.ts";
import { type ChangeQueries, createChangeQueries } from "./changes.ts";
import { createHealthQueries, type HealthQueries } from "./health.ts";
import { createKeyQueries, type KeyQueries } from "./keys.ts";
import { createSecretQueries, type SecretQueries } from "./secrets.ts";

/** Everything that can be read, in groups, so that each reader is given only what it needs. */
export interface Queries {
  readonly users: UserQueries;
  readonly contacts: ContactQueries;
  readonly data: DataQueries;
  readonly changes: ChangeQueries;
  readonly keys: KeyQueries;
  readonly secrets: SecretQueries;
  readonly health: HealthQueries;
}

/** What engines and tests have otherwise. */
export interface QueryOptions {
  /** How many rows a filter on another field than the one that sorts may make one page look at. */
  readonly scanLimit?: number;
  readonly changeOrder?: ChangeOrder;
}

const defaultScanLimit = 10_000;

/** The queries on one database. Each throws StoreError when the database is busy, and a fault otherwise. */
export const createQueries = (
  database: Reading,
  { scanLimit = defaultScanLimit, changeOrder = bySequence }: QueryOptions = {},
): Queries => ({
  users: createUserQueries(database, scanLimit),
  contacts: createContactQueries(database),
  data: createDataQueries(database),
  changes: createChangeQueries(database, changeOrder),
  keys: createKeyQueries(database),
  secrets: createSecretQueries(database),
  health: createHealthQueries(database),
});
