/** Directories on a PostgreSQL server. */
import type pg from "pg";
import { app } from "../../src/app.ts";
import { foldName } from "../../src/core/database/fold-name.ts";
import { prepareStore } from "../../src/core/store/store.ts";
import { type SampleUser, sampleUsers } from "../sample-directory.ts";
import { type MeasuredDirectory, type MeasuredEngine, part } from "./directory.ts";
import { type MeasuredDatabase, type MeasuredServer, openServer } from "./postgres-server.ts";

const rowsPerInsert = 20_000;
const reportEvery = 200_000;

const insertBatch = (client: pg.Client, batch: readonly SampleUser[]): Promise<unknown> =>
  client.query("insert into users (name, name_key, age) select * from unnest($1::text[], $2::text[], $3::int[])", [
    batch.map(({ name }) => name),
    batch.map(({ name }) => foldName(name)),
    batch.map(({ age }) => age),
  ]);

const insertUsers = async (client: pg.Client, users: number, onProgress: (text: string) => void): Promise<void> => {
  let batch: SampleUser[] = [];
  let done = 0;
  for (const user of sampleUsers(users)) {
    batch.push(user);
    done += 1;
    if (batch.length < rowsPerInsert && done < users) continue;
    await insertBatch(client, batch);
    batch = [];
    if (done % reportEvery === 0) onProgress(`filling, ${part(done, users)}`);
  }
};

/** Fills the table, and makes its indexes afterwards: much faster than entry by entry, as names come in no order. */
const fillTable = async (client: pg.Client, users: number, onProgress: (text: string) => void): Promise<void> => {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = 'users' and indexname <> 'users_pkey'
  `);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await insertUsers(client, users, onProgress);
  await client.query("set maintenance_work_mem = '512MB'");
  for (const { name, definition } of indexes) {
    onProgress(`making the index ${name}`);
    await client.query(definition);
  }
  // What autovacuum does in time: pages that everybody may see are read from the index alone.
  onProgress("vacuum");
  await client.query("vacuum (analyze) users");
  await client.query("checkpoint");
};

/** Fills an empty database with users. */
export const fillDatabase = async (
  { databaseUrl, client }: MeasuredDatabase,
  users: number,
  onProgress: (text: string) => void,
): Promise<void> => {
  await prepareStore(app, { databaseUrl, sampleData: false });
  await fillTable(client, users, onProgress);
};

const fill = async (
  server: MeasuredServer,
  users: number,
  onProgress: (text: string) => void,
): Promise<MeasuredDirectory> => {
  const database = await server.createDatabase();
  const { client, databaseUrl } = database;
  const start = performance.now();
  try {
    await fillDatabase(database, users, onProgress);
    await client.query("set enable_seqscan = off");
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
  return {
    databaseUrl,
    ask: async (query) => (await client.query(query)).rows[0],
    bytes: async () =>
      Number((await client.query("select pg_database_size(current_database()) as size")).rows[0]?.size),
    fillSeconds: (performance.now() - start) / 1000,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
};

/** PostgreSQL, on the server that the URL names, or on one from npm. */
export const openPostgresEngine = async (serverUrl: string | undefined): Promise<MeasuredEngine> => {
  const server = await openServer(serverUrl);
  return {
    title: "PostgreSQL",
    version: server.version,
    fill: (users, onProgress) => fill(server, users, onProgress),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
