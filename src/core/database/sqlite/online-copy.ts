import { statSync } from "node:fs";
import { backup } from "node:sqlite";
import { DatabaseError } from "../database-error.ts";
import { openConnection } from "./connection.ts";
import { sqliteFailureOf } from "./failure.ts";
import { explain } from "./prepare.ts";

// 4 MiB at a time: long enough to be quick, short enough to be told how far it is.
const pagesAtOnce = 1_024;
const readWaitMilliseconds = 5_000;

/** How far a copy is, in pages. */
export type OnCopied = (copied: number, total: number) => void;

/**
 * Copies a database, which others may write meanwhile, into an empty file: all that was committed when it began, and nothing
 * of what came later. SQLite would begin anew at each write of another process; a transaction that only reads, and is open
 * all the while, keeps what it copies as it is.
 * @throws DatabaseError, in one line for people, when one cannot be read or the other cannot be written
 */
export const copyOnline = async (filename: string, copy: string, onCopied: OnCopied): Promise<void> => {
  if (!statSync(filename, { throwIfNoEntry: false })?.isFile()) {
    throw new DatabaseError(`There is no database ${filename}`);
  }
  const connection = open(filename);
  try {
    connection.exec("begin");
    connection.prepare("select count(*) from sqlite_schema").get();
    const pages = await backup(connection, copy, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) => onCopied(totalPages - remainingPages, totalPages),
    });
    onCopied(pages, pages);
  } catch (error) {
    if (sqliteFailureOf(error) === "full") {
      throw new DatabaseError(`${copy} cannot be written: the disk is full`, { cause: error });
    }
    throw explain(error, filename, readWaitMilliseconds / 1_000);
  } finally {
    connection.close();
  }
};

const open = (filename: string) => {
  try {
    return openConnection(filename, { role: "reader", busyTimeoutMilliseconds: readWaitMilliseconds });
  } catch (error) {
    throw explain(error, filename, readWaitMilliseconds / 1_000);
  }
};
