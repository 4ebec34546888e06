/** A PostgreSQL server to measure on: the one that `DATABASE_URL` names, or else one from npm with a directory of its own. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { findPostgres } from "../../tests/support/postgres-programs.ts";
import { type PostgresServer, startPostgresServer } from "../../tests/support/postgres-server.ts";

export interface MeasuredServer extends AsyncDisposable {
  readonly version: string;
  /** The process that all others of the server come from, where it is one on this machine. */
  readonly pid: number | undefined;
  /** Makes an empty database. What the server has already is not touched. */
  readonly createDatabase: () => Promise<MeasuredDatabase>;
}

/** Disposing of it drops it. */
export interface MeasuredDatabase extends AsyncDisposable {
  readonly databaseUrl: string;
  readonly client: pg.Client;
}

const connect = async (databaseUrl: string): Promise<pg.Client> => {
  const client = new pg.Client(databaseUrl);
  // A server that is stopped says so on every connection, and nobody listens at the end.
  client.on("error", () => {});
  await client.connect();
  return client;
};

const databaseOn = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

// What a directory takes whose fill is written to the log once, without a checkpoint every few seconds.
const settings = { max_wal_size: "8GB" };

const startOwnServer = async (): Promise<PostgresServer> => {
  const found = await findPostgres();
  if ("reason" in found) throw new Error(`PostgreSQL cannot run here: ${found.reason}`);
  return startPostgresServer(found.programs, settings);
};

/** Opens the server. `serverUrl` is that of a database whose user may create others. */
export const openServer = async (serverUrl: string | undefined): Promise<MeasuredServer> => {
  const own = serverUrl === undefined ? await startOwnServer() : undefined;
  const url = serverUrl ?? own?.urlOf("postgres") ?? "";
  const administrator = await connect(url);
  const createDatabase = async (): Promise<MeasuredDatabase> => {
    const name = `roster_scale_${randomUUID().replaceAll("-", "")}`;
    await administrator.query(`create database ${name} encoding 'UTF8' template template0`);
    const databaseUrl = databaseOn(url, name);
    const client = await connect(databaseUrl);
    return {
      databaseUrl,
      client,
      [Symbol.asyncDispose]: async () => {
        await client.end();
        await administrator.query(`drop database ${name} with (force)`);
      },
    };
  };
  const { rows } = await administrator.query("show server_version");
  return {
    version: String(rows[0]?.server_version),
    pid: own?.pid(),
    createDatabase,
    [Symbol.asyncDispose]: async () => {
      await administrator.end();
      await own?.[Symbol.asyncDispose]();
    },
  };
};
