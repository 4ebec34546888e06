import { type Kysely, type PostgresPoolClient, sql } from "kysely";
import pg from "pg";
import { DatabaseError } from "../database-error.ts";
import { hold, migrationsLock } from "../hold.ts";
import { migrate, type SchemaDefinition, schemaState } from "../migrate.ts";
import type { PostgresAddress } from "./address.ts";
import { sessionConfig } from "./client.ts";
import { createPostgresKysely } from "./dialect.ts";
import { postgresEngine } from "./engine.ts";
import { explainPreparation } from "./preparation-error.ts";

/** What a database is made ready with. */
export interface PrepareOptions extends Pick<SchemaDefinition, "sequences"> {
  /** How long a migration by another process is waited for. */
  readonly lockWaitSeconds?: number;
}

const connectMilliseconds = 5_000;
const defaultLockWaitSeconds = 30;
// Older ones are not looked after any more by those who make PostgreSQL.
const oldestVersion = 14;

/**
 * Makes a database ready to be used: with every migration, in one transaction under an advisory lock, so that many processes
 * may start at once. One that is up to date is only read, and that it can be read and written is seen to.
 * @throws DatabaseError for one that cannot be reached, is not the application's, newer than this code, not safe, or whose schema is
 * not up to date and not to be changed by this user
 */
export const preparePostgres = async (address: PostgresAddress, options: PrepareOptions): Promise<void> => {
  const lockWaitSeconds = options.lockWaitSeconds ?? defaultLockWaitSeconds;
  const client = new pg.Client(sessionConfig(address, { connectMilliseconds }));
  client.on("error", () => {});
  try {
    await client.connect();
    const database = overOneClient(client);
    await requireServer(database, address);
    if ((await stateOf(database, address, options)) !== "current") {
      await database.transaction().execute(async (transaction) => {
        await sql`set local lock_timeout = ${sql.lit(`${lockWaitSeconds}s`)}`.execute(transaction);
        await hold(transaction, migrationsLock);
        // Another process may have been quicker.
        if ((await stateOf(transaction, address, options)) === "current") return;
        await migrate(transaction, postgresEngine, options.sequences);
      });
    }
    await requirePrivileges(database, address);
  } catch (error) {
    throw explainPreparation(error, address, lockWaitSeconds);
  } finally {
    await client.end();
  }
};

const overOneClient = (client: pg.Client): Kysely<unknown> => {
  const lent = {
    query: (text: string, parameters: readonly unknown[]) => client.query(text, [...parameters]),
    release: () => {},
  };
  const pool = { connect: async () => lent as unknown as PostgresPoolClient, end: async () => {}, options: {} };
  return createPostgresKysely(pool, (error) => error);
};

const requireServer = async (database: Kysely<unknown>, { name }: PostgresAddress): Promise<void> => {
  const { rows } = await sql<{ version: number; encoding: string; commits: string }>`
    select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding, current_setting('synchronous_commit') as commits
  `.execute(database);
  const [{ version, encoding, commits } = { version: 0, encoding: "", commits: "" }] = rows;
  if (version < oldestVersion) {
    throw new DatabaseError(`${name} is on PostgreSQL ${version}; ${oldestVersion} or newer is needed`);
  }
  if (encoding !== "UTF8") throw new DatabaseError(`${name} is encoded as ${encoding}; it must be UTF8`);
  if (commits === "off") {
    throw new DatabaseError(
      `${name} has synchronous_commit = off, so that what was answered could be lost: set it to on`,
    );
  }
};

const stateOf = async (
  database: Kysely<unknown>,
  { name }: PostgresAddress,
  { sequences }: PrepareOptions,
): Promise<"older" | "current"> => {
  const tables = sql.join(sequences.map(({ table }) => sql`(${table})`));
  // Of a table that is not there, PostgreSQL says neither.
  const { rows } = await sql`
    select from (values ${tables}) as recorded (name)
    where not has_table_privilege(to_regclass(quote_ident(name)), 'select')
  `.execute(database);
  if (rows.length > 0) throw new DatabaseError(`${name} does not let this user read its tables: grant it`);
  return schemaState(database, postgresEngine, name, sequences);
};

/** A user who was forgotten when a table came is noticed now, and not by a request. */
const requirePrivileges = async (database: Kysely<unknown>, { name }: PostgresAddress): Promise<void> => {
  const { rows } = await sql<{ table: string }>`
    select other.relname as table from pg_class as own
    join pg_class as other on other.relnamespace = own.relnamespace and other.relowner = own.relowner
    where own.oid = to_regclass('migrations') and other.oid <> own.oid and other.relkind in ('r', 'p')
      and not (has_table_privilege(other.oid, 'select') and has_table_privilege(other.oid, 'insert')
        and has_table_privilege(other.oid, 'update') and has_table_privilege(other.oid, 'delete'))
    order by other.relname
  `.execute(database);
  if (rows.length === 0) return;
  const tables = rows.map(({ table }) => table).join(", ");
  throw new DatabaseError(`${name} does not let this user select, insert, update and delete in ${tables}: grant it`);
};
