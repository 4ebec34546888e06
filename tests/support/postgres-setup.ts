/** One PostgreSQL server for all tests of the project `postgres`, with templates for the databases of tests. */
import pg from "pg";
import type { TestProject } from "vitest/node";
import { app } from "../../src/app.ts";
import { openStore } from "../../src/core/store/store.ts";
import type { PostgresPrograms } from "./postgres-programs.ts";
import { startPostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The engine that this project tests. */
    engine: "sqlite" | "postgres";
    /** The URL of its server, with `DATABASE` for the name of a database; empty on SQLite. */
    postgres: string;
    /** What servers are started from; undefined where no test starts one. */
    postgresPrograms: PostgresPrograms | undefined;
  }
}

/** What a new file is given, for tests that begin with it. */
const addSampleRecords = async (databaseUrl: string): Promise<void> => {
  await using store = await openStore(app, { databaseUrl, sampleData: false });
  await app.sampleData?.((name, input) => store.writer.run(name, input, { actor: "sample-data" }));
};

/** Starts it, and returns what stops it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const programs = project.config.provide.postgresPrograms;
  if (programs === undefined) throw new Error("The project provides no programs of PostgreSQL.");
  // A crash of the operating system is none of what these tests are about.
  const server = await startPostgresServer(programs, { fsync: "off", full_page_writes: "off" });
  const client = new pg.Client(server.urlOf("postgres"));
  await client.connect();
  await client.query("create database roster_empty");
  await (await openStore(app, { databaseUrl: server.urlOf("roster_empty"), sampleData: false }))[Symbol.asyncDispose]();
  await client.query("create database roster_sample template roster_empty");
  await client.end();
  await addSampleRecords(server.urlOf("roster_sample"));
  project.provide("postgres", server.urlOf("DATABASE"));
  return async () => {
    await server[Symbol.asyncDispose]();
  };
};
