import type { Migration } from "../../core/database/migration.ts";
import { createDirectory } from "./0001-directory.ts";
import { createContacts } from "./0002-contacts.ts";
import { createOutcomes } from "./0003-outcomes.ts";
import { createChangesHorizon } from "./0004-changes-horizon.ts";
import { refineNames } from "./0005-names.ts";

/** Every step of the schema, in order. */
export const migrations: readonly Migration[] = [
  createDirectory,
  createContacts,
  createOutcomes,
  createChangesHorizon,
  refineNames,
];
