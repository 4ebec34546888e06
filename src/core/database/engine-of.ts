import { PostgresAdapter, type QueryExecutorProvider } from "kysely";
import type { Engine } from "./engine.ts";

/** The engine that a Kysely instance, or a transaction of it, speaks to. */
export const engineOf = (database: QueryExecutorProvider): Engine["name"] =>
  database.getExecutor().adapter instanceof PostgresAdapter ? "postgres" : "sqlite";
