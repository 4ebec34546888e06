import { accessSync, closeSync, constants, mkdirSync, openSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseError } from "../database-error.ts";

/**
 * Makes the file, empty, and its directory where they are missing, for nobody but the user who runs the service (0600 and
 * 0700, where the operating system has such modes; SQLite gives its side files the mode of the file).
 * @throws DatabaseError for what is no file, cannot be made, read or written.
 */
export const ensureFile = (filename: string): void => {
  const directory = dirname(filename);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DatabaseError(`The directory ${directory} cannot be made: ${reasonOf(error)}`, { cause: error });
  }
  const found = statOf(filename);
  if (found === undefined) createFile(filename);
  else if (found.isDirectory()) throw new DatabaseError(`${filename} is a directory, not a database file`);
  else if (!found.isFile()) throw new DatabaseError(`${filename} is not a regular file, so it cannot be a database`);
  requireAccess(filename, constants.R_OK | constants.W_OK);
  // SQLite keeps its write-ahead log beside the file.
  requireAccess(directory, constants.R_OK | constants.W_OK | constants.X_OK);
};

/**
 * Refuses a file without a byte in it where something beside it tells that there was a database: to begin a new one in its place
 * would hide that the old one is lost.
 * @throws DatabaseError
 */
export const refuseEmptied = (filename: string, filesBeside: readonly string[]): void => {
  if (statOf(filename)?.size !== 0) return;
  const witness = [...filesBeside, `${filename}-wal`].find((name) => (statOf(name)?.size ?? 0) > 0);
  if (witness === undefined) return;
  throw new DatabaseError(
    `${filename} is empty, and ${witness} tells that there was a database: restore it, or delete both to begin a new one`,
  );
};

const statOf = (filename: string): Stats | undefined => {
  try {
    return statSync(filename, { throwIfNoEntry: false });
  } catch (error) {
    throw new DatabaseError(`${filename} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
};

const createFile = (filename: string): void => {
  try {
    // Not exclusive: another process that starts at the same moment may have made it.
    closeSync(openSync(filename, "a", 0o600));
  } catch (error) {
    throw new DatabaseError(`${filename} cannot be made: ${reasonOf(error)}`, { cause: error });
  }
};

/** @throws DatabaseError where the path may not be used so; `mode` is as `accessSync` takes it. */
export const requireAccess = (path: string, mode: number): void => {
  try {
    accessSync(path, mode);
  } catch (error) {
    throw new DatabaseError(`${path} cannot be read and written: ${reasonOf(error)}`, { cause: error });
  }
};

const reasonOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
