import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export interface PostgresDatabase extends AsyncDisposable {
  readonly databaseUrl: string;
  readonly name: string;
}

/** Runs statements as the user who may do everything, and returns the rows of the last. */
export const runSql = async (databaseUrl: string, ...statements: readonly string[]): Promise<pg.QueryResultRow[]> => {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    let rows: pg.QueryResultRow[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
};

const urlOf = (name: string): string => inject("postgres").replace("DATABASE", name);

/**
 * A database on the server of this run that is gone when the test is over: `roster_empty` has every migration,
 * `roster_sample` the sample records too, and without a template it has nothing.
 */
export const createPostgresDatabase = async (
  template?: "roster_empty" | "roster_sample",
): Promise<PostgresDatabase> => {
  const name = `roster_${randomUUID().replaceAll("-", "")}`;
  await runSql(urlOf("postgres"), `create database ${name} ${template ? `template ${template}` : ""}`);
  return {
    databaseUrl: urlOf(name),
    name,
    [Symbol.asyncDispose]: async () => {
      await runSql(urlOf("postgres"), `drop database ${name} with (force)`);
    },
  };
};
