import type { Reading } from "../tables.ts";
import { type ContactQueries, createContactQueries } from "./contacts.ts";
import { createDataQueries, type DataQueries } from "./data.ts";
import { createUserQueries, type UserQueries } from "./users.ts";

/** What the directory reads, in groups, so that each reader is given only what it needs. */
export interface DirectoryQueries {
  readonly users: UserQueries;
  readonly contacts: ContactQueries;
  readonly data: DataQueries;
}

/**
 * The queries of the directory on one database.
 * @param scanLimit how many rows a filter on another field than the one that sorts may make one page look at
 */
export const createQueries = (database: Reading, scanLimit?: number): DirectoryQueries => ({
  users: createUserQueries(database, scanLimit),
  contacts: createContactQueries(database),
  data: createDataQueries(database),
});
