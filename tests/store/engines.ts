import { engine } from "../support/temporary-database.ts";
import type { Directory, Violations } from "./engines/directory.ts";
import { openPostgres, postgresViolations } from "./engines/postgres.ts";
import { openSqlite, sqliteViolations } from "./engines/sqlite.ts";

export { openSqlite, watched } from "./engines/sqlite.ts";

interface TestedEngine {
  readonly name: string;
  readonly open: () => Promise<Directory>;
  readonly violations: Violations;
}

const all: readonly TestedEngine[] = [
  { name: "sqlite", open: openSqlite, violations: sqliteViolations },
  { name: "postgres", open: openPostgres, violations: postgresViolations },
];

/** The engines that every suite of the store runs on: in each project of vitest.config.ts, one of them. */
export const engines = all.filter(({ name }) => name === engine);
