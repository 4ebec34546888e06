/** What a backup needs besides itself: it holds sealed contacts, and not the keys. */
import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type { RosterConfig } from "../../src/directory/open.ts";
import { readKeyFile } from "../../src/directory/sealing/key-file.ts";
import { keyFileOf } from "../../src/directory/sealing/obtain-keys.ts";

/** The ids of the keys that contacts of a database are sealed with. */
export const sealedWith = (connection: DatabaseSync): readonly string[] => {
  const tables = connection.prepare("select name from sqlite_schema where name = 'contacts'").all();
  // A schema from before there were contacts.
  if (tables.length === 0) return [];
  const rows = connection.prepare("select distinct key_id as id from contacts order by id").all();
  return rows.map(({ id }) => String(id));
};

/** The line that says which keys to keep, and where they are; undefined where nothing is sealed. */
export const adviceToKeep = (ids: readonly string[], config: RosterConfig): string | undefined => {
  if (ids.length === 0) return undefined;
  const file = keyFileOf(config.databaseUrl);
  const where = config.sealingKeys.length === 0 && existsSync(file) ? file : "SEALING_KEYS";
  return (
    `Contacts in it are sealed with ${ids.join(", ")}, and the key is not in it: keep a copy of ${where} as well, ` +
    "somewhere else than the backup. Without it they cannot be read."
  );
};

/** The line that says which keys are still needed to read the contacts; undefined where all are at hand. */
export const missingKeys = (ids: readonly string[], config: RosterConfig): string | undefined => {
  const file = keyFileOf(config.databaseUrl);
  const keys = config.sealingKeys.length > 0 ? config.sealingKeys : (readKeyFile(file) ?? []);
  const missing = ids.filter((id) => !keys.some((key) => key.id === id));
  if (missing.length === 0) return undefined;
  return (
    `Contacts in it are sealed with ${missing.join(", ")}, which is not at hand: put it into SEALING_KEYS or ` +
    `${file} before Roster starts. Without it they cannot be read.`
  );
};
