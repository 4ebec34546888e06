/** The sealing keys of an embedded database, in a file beside it that only its owner can read. */
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { formatSealingKey, newSealingKey, parseSealingKeys, type SealingKey } from "./sealing-key.ts";
import { SealingKeyError } from "./sealing-key-error.ts";

/** The name of the key file of an embedded database. */
export const keyFileBeside = (filename: string): string => `${filename}.sealing-keys`;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

const readText = (filename: string): string | undefined => {
  try {
    return readFileSync(filename, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new SealingKeyError(`The key file ${filename} cannot be read: ${codeOf(error)}.`, { cause: error });
  }
};

const othersMayRead = (filename: string): boolean =>
  process.platform !== "win32" && (statSync(filename).mode & 0o077) !== 0;

/**
 * The keys in the file, newest first; undefined when there is no such file.
 * @throws SealingKeyError when it cannot be read, holds something else, or is open to others
 */
export const readKeyFile = (filename: string): readonly SealingKey[] | undefined => {
  const text = readText(filename);
  if (text === undefined) return undefined;
  if (othersMayRead(filename)) {
    throw new SealingKeyError(`The key file ${filename} is open to others: chmod 600 ${filename}`);
  }
  try {
    return parseSealingKeys(text);
  } catch (error) {
    if (error instanceof SealingKeyError) throw new SealingKeyError(`The key file ${filename}: ${error.message}.`);
    throw error;
  }
};

const writeDurably = (filename: string, text: string): void => {
  const file = openSync(filename, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** A name is on disk when its directory is; Windows has no such thing. */
const syncDirectory = (directory: string): void => {
  if (process.platform === "win32") return;
  const handle = openSync(directory, "r");
  fsyncSync(handle);
  closeSync(handle);
};

/** Gives a file a second name, and fails, unlike renaming, when that is taken. Not every file system has links: false. */
const link = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    return false;
  }
};

/**
 * Makes the file, with a new key, unless another process does so at the same moment; it is there as a whole or not at all
 * (where the file system has links), and on disk before anything is sealed with it. Tells whether it was made.
 * @throws SealingKeyError when it cannot be written
 */
export const makeKeyFile = (filename: string): boolean => {
  const draft = `${filename}.${randomUUID()}`;
  const text = `${formatSealingKey(newSealingKey())}\n`;
  try {
    writeDurably(draft, text);
    if (!link(draft, filename)) writeDurably(filename, text);
    syncDirectory(dirname(filename));
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw new SealingKeyError(`The key file ${filename} cannot be made: ${codeOf(error)}.`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
};
