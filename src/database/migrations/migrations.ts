import { createDirectory } from "./0001-directory.ts";
import { createOutcomes } from "./0002-outcomes.ts";
import type { Migration } from "./migration.ts";

/** Every step of the schema, in order. */
export const migrations: readonly Migration[] = [createDirectory, createOutcomes];
