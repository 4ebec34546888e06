/** A folder of backups, each under the time that it was made. */
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Sorts by time as text does. Colons are in no file name of Windows. */
const pattern = /^roster-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.db$/;

/** Whether a path is a folder. */
export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The name of a backup that is made now. */
export const newBackupIn = (folder: string): string =>
  join(folder, `roster-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}Z.db`);

/** Deletes all but the newest backups that have such a name. Returns what was deleted. */
export const keepNewest = (folder: string, count: number): readonly string[] => {
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  const old = names.toSorted().slice(0, -count);
  for (const name of old) rmSync(join(folder, name));
  return old;
};
