import type { Migration } from "../../database/migration.ts";
import { createCore } from "./0001-core.ts";

/** Every step of the core's schema, in order. */
export const coreMigrations: readonly Migration[] = [createCore];
