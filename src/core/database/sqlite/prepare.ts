import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import type { Kysely } from "kysely";
import { DatabaseError } from "../database-error.ts";
import { migrate, type SchemaDefinition, schemaState } from "../migrate.ts";
import { openConnection } from "./connection.ts";
import { createKysely } from "./dialect.ts";
import { sqliteEngine } from "./engine.ts";
import { sqliteFailureOf } from "./failure.ts";
import { ensureFile } from "./file.ts";

// quick_check reads the whole file: 4 MiB take about 50 ms. What is damaged in a larger file is found when it is read.
const quickCheckBytes = 4 * 1024 * 1024;
const defaultLockWaitSeconds = 5;

/** What a file is made ready with. */
export interface PrepareOptions extends SchemaDefinition {
  /** Fills a file that held nothing, in the transaction that made its tables. */
  readonly fillNew?: (transaction: Kysely<unknown>) => Promise<void>;
  readonly lockWaitSeconds?: number;
}

/**
 * Makes a file ready to be used: created, checked, in WAL mode, with every migration. Everything that it writes is one
 * transaction under the write lock, so that neither a second process nor a kill in the middle leaves it half made.
 * A file that is up to date is only read.
 * @throws DatabaseError for a file that is damaged, of another application, newer than this code, locked too long or not usable.
 */
export const prepareSqlite = async (filename: string, options: PrepareOptions): Promise<void> => {
  const lockWaitSeconds = options.lockWaitSeconds ?? defaultLockWaitSeconds;
  ensureFile(filename);
  try {
    await whileBusy(performance.now() + lockWaitSeconds * 1000, () => prepareOnce(filename, options));
  } catch (error) {
    throw explain(error, filename, lockWaitSeconds);
  }
};

const prepareOnce = async (filename: string, options: PrepareOptions): Promise<void> => {
  const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: 100 });
  try {
    // Nothing is written to a file before it is known to be the application's.
    const state = await stateOf(connection, filename, options);
    checkPages(connection, filename);
    connection.exec("pragma journal_mode = wal");
    if (state !== "current") await bringUpToDate(connection, filename, options);
  } finally {
    connection.close();
  }
};

const bringUpToDate = async (connection: DatabaseSync, filename: string, options: PrepareOptions): Promise<void> => {
  connection.exec("begin immediate");
  try {
    // Looked at again under the lock: another process may have been quicker.
    const state = await stateOf(connection, filename, options);
    const transaction = plainKysely(connection);
    if (state !== "current") await migrate(transaction, sqliteEngine, options.sequences);
    if (state === "new") {
      connection.exec(`pragma application_id = ${options.databaseId}`);
      await options.fillNew?.(transaction);
    }
    connection.exec("commit");
  } catch (error) {
    if (connection.isTransaction) connection.exec("rollback");
    throw error;
  }
};

/**
 * What a file holds, of the schema that this code knows.
 * @throws DatabaseError for what is of another application, or newer
 */
export const stateOf = async (
  connection: DatabaseSync,
  filename: string,
  { databaseId, sequences }: SchemaDefinition,
): Promise<"new" | "older" | "current"> => {
  const entries = connection.prepare("select name from sqlite_schema").all();
  const { application_id: application } = connection.prepare("pragma application_id").get() ?? {};
  if (entries.length === 0 && (application === 0 || application === databaseId)) return "new";
  if (application !== databaseId || !entries.some(({ name }) => name === "migrations")) {
    throw new DatabaseError(ofAnother(filename));
  }
  return schemaState(plainKysely(connection), sqliteEngine, filename, sequences);
};

/** Says that a file is of another application. */
export const ofAnother = (filename: string): string => `${filename} is a SQLite database of another application`;

const plainKysely = (connection: DatabaseSync): Kysely<unknown> => createKysely(connection, (error) => error);

const checkPages = (connection: DatabaseSync, filename: string): void => {
  if (statSync(filename).size > quickCheckBytes) return;
  const [result] = Object.values(connection.prepare("pragma quick_check(1)").get() ?? {});
  if (result !== "ok") throw new DatabaseError(damaged(filename, String(result)));
};

/** Until a moment of the monotonic clock: the wall clock may jump. */
const whileBusy = async (deadlineMilliseconds: number, work: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (sqliteFailureOf(error) !== "busy" || performance.now() >= deadlineMilliseconds) throw error;
      await delay(20);
    }
  }
};

const damaged = (filename: string, detail: string): string =>
  `${filename} is damaged (${detail.replaceAll(/\s+/g, " ")}): restore it from a backup`;

/** The error to throw: for what SQLite refuses for a reason that people can mend, one line that says so. */
export const explain = (error: unknown, filename: string, lockWaitSeconds: number): unknown => {
  const failure = sqliteFailureOf(error);
  if (failure === undefined || !(error instanceof Error)) return error;
  const messages = {
    busy: `${filename} is locked by another process; waited for ${lockWaitSeconds} s`,
    full: `${filename} cannot be written: the disk is full`,
    damaged: damaged(filename, error.message),
    notDatabase: `${filename} is not a SQLite database, or it is damaged`,
    notPermitted: `${filename} cannot be read and written: ${error.message}`,
  } as const;
  return new DatabaseError(messages[failure], { cause: error });
};
