/** The database through its door: what only its owner does. */
import { Client as PostgresClient } from "pg";
import type { User } from "./client.ts";

/** Who connects, and through which door. */
export interface Access {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export const databaseUrl = ({ port, user, password, database }: Access): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** A connection for the time of `work`. */
const withConnection = async <Result>(
  access: Access,
  work: (client: PostgresClient) => Promise<Result>,
): Promise<Result> => {
  const client = new PostgresClient({ connectionString: databaseUrl(access), connectionTimeoutMillis: 5_000 });
  // Of a connection that is cut, the query under way tells.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
};

/** Makes a user of its own for Roster, with an empty database. */
export const createDatabase = (superuser: Access, { user, password, database }: Access): Promise<void> =>
  withConnection(superuser, async (client) => {
    await client.query(`create role ${user} login password '${password}'`);
    await client.query(`create database ${database} owner ${user}`);
  });

/** Everybody in the directory whose name begins so, `prefix` being plain letters. */
export const readUsers = (access: Access, prefix: string): Promise<readonly User[]> =>
  withConnection(access, async (client) => {
    const { rows } = await client.query("select id, name from users where name like $1 || '%'", [prefix]);
    return rows.map(({ id, name }) => ({ id: Number(id), name: String(name) }));
  });
