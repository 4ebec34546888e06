/** Why SQLite refused, as far as Roster tells refusals apart. */
export type SqliteFailure = "busy" | "full" | "damaged" | "notDatabase" | "notPermitted";

// https://www.sqlite.org/rescode.html
const primary: ReadonlyMap<number, SqliteFailure> = new Map([
  [3, "notPermitted"], // SQLITE_PERM
  [5, "busy"], // SQLITE_BUSY
  [6, "busy"], // SQLITE_LOCKED
  [8, "notPermitted"], // SQLITE_READONLY
  [11, "damaged"], // SQLITE_CORRUPT
  [13, "full"], // SQLITE_FULL
  [14, "notPermitted"], // SQLITE_CANTOPEN
  [23, "notPermitted"], // SQLITE_AUTH
  [26, "notDatabase"], // SQLITE_NOTADB
]);

// SQLite says SQLITE_FULL for ENOSPC only. A quota (EDQUOT) or a limit on the size of a file (EFBIG) is a failed write,
// and no room for the shared memory of the WAL is a failure of its own.
const extended: ReadonlyMap<number, SqliteFailure> = new Map([
  [778, "full"], // SQLITE_IOERR_WRITE
  [4874, "full"], // SQLITE_IOERR_SHMSIZE
]);

/** What an error of node:sqlite means, or undefined for one that is none of these or not SQLite's. */
export const sqliteFailureOf = (error: unknown): SqliteFailure | undefined => {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return extended.get(error.errcode) ?? primary.get(error.errcode & 0xff);
};
