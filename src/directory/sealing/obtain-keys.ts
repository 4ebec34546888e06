/** Where the sealing keys come from: the setting, or a file beside the database. */
import { parseDatabaseUrl } from "#core";
import { keyFileBeside, makeKeyFile, readKeyFile } from "./key-file.ts";
import type { SealingKey } from "./sealing-key.ts";
import { SealingKeyError } from "./sealing-key-error.ts";

/** What decides where keys come from. */
export interface KeySource {
  /** Those of SEALING_KEYS, newest first. None: the key file. */
  readonly sealingKeys: readonly SealingKey[];
  /** Whether keys beside the data, which protect nothing from whoever takes both, are out of the question. */
  readonly production: boolean;
  readonly databaseUrl: string;
}

const needing = (what: string): SealingKeyError =>
  new SealingKeyError(
    `${what} needs SEALING_KEYS, which contacts are sealed with: npm run --silent keys -- sealing-key makes one.`,
  );

/** @throws SealingKeyError when there is no key that may be used, before anything is opened. */
export const requireKeySource = (source: KeySource): void => {
  if (source.sealingKeys.length > 0) return;
  if (source.production) throw needing("NODE_ENV=production");
  keyFileOf(source.databaseUrl);
};

/** The file of an embedded database that has its keys when the setting has none. */
export const keyFileOf = (databaseUrl: string): string => {
  const location = parseDatabaseUrl(databaseUrl);
  // Nothing is beside it, and what one process makes the others do not have.
  if (location.engine === "postgres") throw needing("PostgreSQL");
  return keyFileBeside(location.filename);
};

/**
 * The keys to seal and open contacts with, newest first; undefined where there is no key file yet, and none is missing.
 * @throws SealingKeyError when they cannot be had, or when contacts were sealed with a key file that is gone
 */
export const findSealingKeys = (source: KeySource, contactsAreSealed: boolean): readonly SealingKey[] | undefined => {
  requireKeySource(source);
  if (source.sealingKeys.length > 0) return source.sealingKeys;
  const filename = keyFileOf(source.databaseUrl);
  const found = readKeyFile(filename);
  if (found === undefined && contactsAreSealed) {
    throw new SealingKeyError(
      `Contacts are sealed, and the key file ${filename} is missing: restore it, or set SEALING_KEYS.`,
    );
  }
  return found;
};

/**
 * The same, with a key file that is made where there is none yet; `onMade` is told its name.
 * @throws SealingKeyError when they cannot be had
 */
export const obtainSealingKeys = (
  source: KeySource,
  contactsAreSealed: boolean,
  onMade: (filename: string) => void,
): readonly SealingKey[] => {
  const found = findSealingKeys(source, contactsAreSealed);
  if (found !== undefined) return found;
  const filename = keyFileOf(source.databaseUrl);
  if (makeKeyFile(filename)) onMade(filename);
  return readKeyFile(filename) ?? [];
};
