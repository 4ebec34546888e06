import { inject } from "vitest";
import { type PostgresServer, startPostgresServer } from "./postgres-server.ts";

type Options = Parameters<typeof startPostgresServer> extends [unknown, ...infer Rest] ? Rest : never;

/** Starts a PostgreSQL server for one test, which may stop it or have settings of its own. */
export const startOwnPostgresServer = (...options: Options): Promise<PostgresServer> => {
  const programs = inject("postgresPrograms");
  if (programs === undefined) throw new Error("This run has no PostgreSQL.");
  return startPostgresServer(programs, ...options);
};
