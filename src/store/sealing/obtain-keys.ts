/** Where the sealing keys come from: the setting, or a file beside the database. */
import { parseDatabaseUrl } from "../../database/location.ts";
import { makeKeyFile, readKeyFile } from "./key-file.ts";
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

/** @throws SealingKeyError when there is no key that may be used, before anything is opened. */
export const requireKeySource = ({ sealingKeys, production }: Omit<KeySource, "databaseUrl">): void => {
  if (!production || sealingKeys.length > 0) return;
  throw new SealingKeyError(
    "NODE_ENV=production needs SEALING_KEYS, which contacts are sealed with: npm run --silent keys -- sealing-key makes one.",
  );
};

/** The file of an embedded database that has its keys when the setting has none. */
export const keyFileOf = (databaseUrl: string): string => `${parseDatabaseUrl(databaseUrl).filename}.sealing-keys`;

/**
 * The keys to seal and open contacts with, newest first. A key file that is missing is made, unless contacts were sealed
 * with the one that was there; `onMade` is told its name.
 * @throws SealingKeyError when they cannot be had
 */
export const obtainSealingKeys = (
  source: KeySource,
  contactsAreSealed: boolean,
  onMade: (filename: string) => void,
): readonly SealingKey[] => {
  requireKeySource(source);
  if (source.sealingKeys.length > 0) return source.sealingKeys;
  const filename = keyFileOf(source.databaseUrl);
  const found = readKeyFile(filename);
  if (found !== undefined) return found;
  if (contactsAreSealed) {
    throw new SealingKeyError(
      `Contacts are sealed, and the key file ${filename} is missing: restore it, or set SEALING_KEYS.`,
    );
  }
  if (makeKeyFile(filename)) onMade(filename);
  return readKeyFile(filename) ?? [];
};
