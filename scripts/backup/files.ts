/** Files that are there as a whole or not at all. */
import { randomUUID } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../keys/arguments.ts";

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

const reasons: Readonly<Record<string, string>> = { ENOSPC: "the disk is full", EDQUOT: "the disk is full" };

/** A failure of the file system in words; anything else as it is. */
const inWords = (error: unknown, filename: string): unknown => {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  const code = codeOf(error);
  return new UsageError(`${filename} cannot be written: ${reasons[code] ?? code}`);
};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Lets a signal take a file away before it ends the process; returns what calls that off. */
const removeOnSignal = (filename: string): (() => void) => {
  const stop = (signal: NodeJS.Signals): void => {
    for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${filename}${suffix}`, { force: true });
    off();
    process.kill(process.pid, signal);
  };
  const off = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return off;
};

/**
 * Makes a file, for its owner alone, under a name of its own beside the final one: `work` fills it and puts it in its place.
 * It is gone when `work` fails, or a signal ends the process; what a kill leaves ends with `.partial` and may be deleted.
 */
export const withPartial = async <Result>(
  filename: string,
  work: (partial: string) => Promise<Result>,
): Promise<Result> => {
  const partial = `${filename}.${randomUUID()}.partial`;
  try {
    mkdirSync(dirname(filename), { recursive: true, mode: 0o700 });
    closeSync(openSync(partial, "wx", 0o600));
  } catch (error) {
    throw inWords(error, filename);
  }
  const off = removeOnSignal(partial);
  try {
    return await work(partial);
  } catch (error) {
    throw inWords(error, filename);
  } finally {
    off();
    for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${partial}${suffix}`, { force: true });
  }
};

/** A name is on disk when its directory is; Windows has no such thing. */
const syncDirectory = (directory: string): void => {
  if (process.platform === "win32") return;
  const handle = openSync(directory, "r");
  fsyncSync(handle);
  closeSync(handle);
};

/** Resolves when what is in the file is on disk. */
export const syncFile = (filename: string): void => {
  const handle = openSync(filename, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Gives a file a second name, unlike renaming never one that is taken. Not every file system has links: false. */
const link = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw new UsageError(`${to} is there already`);
    return false;
  }
};

/** Puts a file in the place of another. */
export const replace = (from: string, to: string): void => {
  renameSync(from, to);
  syncDirectory(dirname(to));
};

/** Puts a file where there is none. Throws a UsageError where there is one. */
export const place = (from: string, to: string): void => {
  if (link(from, to)) rmSync(from);
  else if (existsSync(to)) throw new UsageError(`${to} is there already`);
  else renameSync(from, to);
  syncDirectory(dirname(to));
};

/** Keeps what a name stands for under another one too, so that the first is never without a file; false without links. */
export const keepAs = (filename: string, kept: string): boolean => link(filename, kept);

// https://www.sqlite.org/fileformat.html#the_database_header, up to the application id.
const magic = Buffer.from("SQLite format 3\0");
const applicationIdOffset = 68;

/** Whether a file is a SQLite database of this application, by its first bytes. */
export const isDatabaseOf = (applicationId: number, filename: string): boolean => {
  const head = Buffer.alloc(applicationIdOffset + 4);
  const handle = openSync(filename, "r");
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.subarray(0, magic.length).equals(magic) && head.readUInt32BE(applicationIdOffset) === applicationId;
};
