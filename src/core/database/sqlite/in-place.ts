import { type BigIntStats, statSync } from "node:fs";

/** Tells whether a path leads to the files that were opened by it. */
export type InPlace = () => boolean;

const statOf = (filename: string): BigIntStats | undefined => {
  try {
    return statSync(filename, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A folder on the way is gone, or may not be read.
    return undefined;
  }
};

/** What a file is, whatever its name. */
export type FileIdentity = Pick<BigIntStats, "dev" | "ino">;

/** The identity of the file that a path leads to; undefined where there is none. */
export const identityOf = (filename: string): FileIdentity | undefined => {
  const found = statOf(filename);
  return found && { dev: found.dev, ino: found.ino };
};

const isSame = (one: FileIdentity | undefined, other: FileIdentity | undefined): boolean =>
  one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;

/**
 * Makes the function for a database that is open: `opened` is its file. What is committed to a file that was moved, replaced or
 * deleted is not in the database that the next start opens; nor is what is committed to a write-ahead log that is gone, which is known
 * from the first call on that finds one. Takes some 3 µs.
 */
export const createInPlace = (filename: string, opened: FileIdentity | undefined): InPlace => {
  const log = `${filename}-wal`;
  let openedLog: FileIdentity | undefined;
  return () => {
    openedLog ??= identityOf(log);
    return isSame(opened, statOf(filename)) && (openedLog === undefined || isSame(openedLog, statOf(log)));
  };
};
