import { type DatabaseLocation, parseDatabaseUrl } from "../database/location.ts";
import { openSqliteStore, prepareSqliteStore } from "./sqlite/store.ts";
import type { Store, StoreOptions } from "./store-interface.ts";

export type { Store } from "./store-interface.ts";

// Loaded where it is used only: it would take its time of every other start.
const postgresStore = () => import("./postgres/store.ts");

const prepareAt = async (location: DatabaseLocation, options: StoreOptions): Promise<void> => {
  if (location.engine === "sqlite") return prepareSqliteStore(location.filename, options);
  const { preparePostgresStore } = await postgresStore();
  return preparePostgresStore(location.address);
};

/**
 * Makes the database, where there is none, and brings its schema up to date.
 * @throws DatabaseError, in one line for people, when that cannot be done
 */
export const prepareStore = (options: StoreOptions): Promise<void> =>
  prepareAt(parseDatabaseUrl(options.databaseUrl), options);

/**
 * Opens the store, made and migrated where it has to be. It can be read at once, while what writes still starts.
 * @throws DatabaseError, in one line for people, when the database cannot be used
 */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const location = parseDatabaseUrl(options.databaseUrl);
  await prepareAt(location, options);
  if (location.engine === "sqlite") return openSqliteStore(location.filename, options);
  const { openPostgresStore } = await postgresStore();
  return openPostgresStore(location.address, options);
};
