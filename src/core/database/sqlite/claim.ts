import { closeSync, existsSync, openSync, readSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { DatabaseError } from "../database-error.ts";
import { openConnection } from "./connection.ts";
import { sqliteFailureOf } from "./failure.ts";
import { explain, ofAnother } from "./prepare.ts";

/** A database that nobody else can open, until it is disposed of. */
export interface Claim extends Disposable {
  /** Whether it is one file now. A damaged one is as it was, and may have a write-ahead log that must not stay behind. */
  readonly isSound: boolean;
}

/**
 * Claims a database for as long as another file is put in its place. Whoever has it open holds a lock of SQLite's, which
 * ends with its process, so that this needs no file that could be left behind.
 * @throws DatabaseError when somebody has it open, when it is of another application, or when it is damaged and somebody may have it
 * open; `force` takes the last for granted
 */
export const claimSqlite = (filename: string, databaseId: number, force: boolean): Claim => {
  const mayBeInUse = ["-wal", "-shm"].some((suffix) => existsSync(`${filename}${suffix}`));
  // SQLite may delete the log beside what is no database, and somebody may still want to look at it.
  const held = beginsAsDatabase(filename) ? hold(filename, databaseId) : undefined;
  if (held !== undefined) return { isSound: true, [Symbol.dispose]: () => void (held.isOpen && held.close()) };
  if (mayBeInUse && !force) {
    throw new DatabaseError(
      `${filename} is damaged, and what lies beside it may mean that a service still uses it: stop it, and say --force`,
    );
  }
  return { isSound: false, [Symbol.dispose]: () => {} };
};

// https://www.sqlite.org/fileformat.html#magic_header_string
const magic = Buffer.from("SQLite format 3\0");

const beginsAsDatabase = (filename: string): boolean => {
  const head = Buffer.alloc(magic.length);
  const file = openSync(filename, "r");
  const length = readSync(file, head);
  closeSync(file);
  return length === 0 || head.equals(magic);
};

/** The connection that holds the file, as one file; undefined for one that is damaged. */
const hold = (filename: string, databaseId: number): DatabaseSync | undefined => {
  let connection: DatabaseSync | undefined;
  try {
    connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: 0 });
    requireOwn(connection, filename, databaseId);
    connection.exec("pragma locking_mode = exclusive");
    // Takes what is in the log into the file. SQLite refuses it while anybody else has the file open.
    connection.prepare("pragma journal_mode = delete").get();
    connection.exec("begin exclusive");
    return connection;
  } catch (error) {
    connection?.close();
    const failure = sqliteFailureOf(error);
    if (failure === "damaged" || failure === "notDatabase") return undefined;
    if (failure !== "busy") throw explain(error, filename, 0);
    throw new DatabaseError(`${filename} is in use: stop the service, and whatever else has it open, first`);
  }
};

const requireOwn = (connection: DatabaseSync, filename: string, databaseId: number): void => {
  const { application_id: application } = connection.prepare("pragma application_id").get() ?? {};
  const { count } = connection.prepare("select count(*) as count from sqlite_schema").get() ?? {};
  if (application !== databaseId && count !== 0) {
    throw new DatabaseError(ofAnother(filename));
  }
};
