import { type DatabaseLocation, parseDatabaseUrl } from "../database/location.ts";
import type { CommandTable } from "./commands/commands.ts";
import type { StoreDefinition } from "./definition.ts";
import { openSqliteStore, prepareSqliteStore } from "./sqlite/store.ts";
import type { Store, StoreOptions } from "./store-interface.ts";

export type { Store } from "./store-interface.ts";

// Loaded where it is used only: it would take its time of every other start.
const postgresStore = () => import("./postgres/store.ts");

const prepareAt = async <Queries extends object, Commands extends CommandTable>(
  definition: StoreDefinition<Queries, Commands>,
  location: DatabaseLocation,
  options: StoreOptions,
): Promise<void> => {
  if (location.engine === "sqlite") return prepareSqliteStore(definition, location.filename, options);
  const { preparePostgresStore } = await postgresStore();
  return preparePostgresStore(definition, location.address);
};

/**
 * Makes the database, where there is none, and brings its schema up to date.
 * @throws DatabaseError, in one line for people, when that cannot be done
 */
export const prepareStore = <Queries extends object, Commands extends CommandTable>(
  definition: StoreDefinition<Queries, Commands>,
  options: StoreOptions,
): Promise<void> => prepareAt(definition, parseDatabaseUrl(options.databaseUrl), options);

/**
 * Opens the store, made and migrated where it has to be. It can be read at once, while what writes still starts.
 * @throws DatabaseError, in one line for people, when the database cannot be used
 */
export const openStore = async <Queries extends object, Commands extends CommandTable>(
  definition: StoreDefinition<Queries, Commands>,
  options: StoreOptions,
): Promise<Store<Queries, Commands>> => {
  const location = parseDatabaseUrl(options.databaseUrl);
  await prepareAt(definition, location, options);
  if (location.engine === "sqlite") return openSqliteStore(definition, location.filename, options);
  const { openPostgresStore } = await postgresStore();
  return openPostgresStore(definition, location.address, options);
};
