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

/** The queries of the core and of an application together. @throws Error where one has the name of one of the core */
export const withOwn = <Queries extends object>(core: CoreQueries, own: Queries): CoreQueries & Queries => {
  const taken = Object.keys(own).find((name) => Object.hasOwn(core, name));
  if (taken !== undefined) throw new Error(`The queries ${taken} have the name of some of the core`);
  return { ...core, ...own };
};

/** The queries of an application alone: those of the core are none of its business. */
export const ownQueries = <Queries extends object>({
  changes: _changes,
  keys: _keys,
  secrets: _secrets,
  health: _health,
  ...own
}: CoreQueries & Queries): Omit<CoreQueries & Queries, keyof CoreQueries> => own;

/** The queries of the core on one database. Each throws StoreError when the database is busy, and a fault otherwise. */
export const createCoreQueries = (database: Reading, changeOrder: ChangeOrder = bySequence): CoreQueries => ({
  changes: createChangeQueries(database, changeOrder),
  keys: createKeyQueries(database),
  secrets: createSecretQueries(database),
  health: createHealthQueries(database),
});
