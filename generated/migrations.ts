// Made by `npm run generate` from src/*/migrations; do not edit.

import type { Migration } from "#core";
import { up as step1 } from "../src/directory/migrations/0001-directory.ts";
import { up as step2 } from "../src/directory/migrations/0002-contacts.ts";
import { up as step5 } from "../src/directory/migrations/0005-names.ts";
import { up as step6 } from "../src/directory/migrations/0006-groups.ts";

/** Every step of the application's schema, in order. */
export const migrations: readonly Migration[] = [
  { number: 1, name: "directory", up: step1 },
  { number: 2, name: "contacts", up: step2 },
  { number: 5, name: "names", up: step5 },
  { number: 6, name: "groups", up: step6 },
];
