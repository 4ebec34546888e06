// Made by `npm run generate` from src/*/queries; do not edit.

import type { Reading } from "#core";
import { createQueries as contacts } from "../src/directory/queries/contacts.ts";
import { createQueries as data } from "../src/directory/queries/data.ts";
import { createQueries as groups } from "../src/directory/queries/groups.ts";
import { createQueries as users } from "../src/directory/queries/users.ts";

/** What the application reads, in groups, so that each reader is given only what it needs. */
// biome-ignore lint/suspicious/noExplicitAny: the tables are the application's own; each group of queries names its own.
export const createQueries = (database: Reading<any>) => ({
  contacts: contacts(database),
  data: data(database),
  groups: groups(database),
  users: users(database),
});

export type Queries = ReturnType<typeof createQueries>;
