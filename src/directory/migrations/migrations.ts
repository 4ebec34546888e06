import type { Migration } from "#core";
import { createDirectory } from "./0001-directory.ts";
import { createContacts } from "./0002-contacts.ts";
import { refineNames } from "./0005-names.ts";

/** Every step of the directory's schema, in order. Steps 3 and 4 made tables that are the core's now. */
export const migrations: readonly Migration[] = [createDirectory, createContacts, refineNames];
