/** How old the newest backup is, for alerts. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { GaugeSource } from "../observe/metrics.ts";

/** When the newest backup in a folder was finished, in milliseconds since 1970; undefined where there is none. */
const newestIn = async (directory: string): Promise<number | undefined> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".db"));
  const times = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).mtimeMs));
  return times.length === 0 ? undefined : Math.max(...times);
};

/** Makes the number: infinite where there is no backup, and none where no folder is known or it cannot be read. */
export const backupAge = (directory: string | undefined): GaugeSource => ({
  name: "roster_backup_age_seconds",
  help: "Age of the newest backup in BACKUP_DIRECTORY; +Inf where there is none, NaN where there is no such setting.",
  read: async () => {
    if (directory === undefined) return Number.NaN;
    const newest = await newestIn(directory);
    return newest === undefined ? Number.POSITIVE_INFINITY : Math.max(0, (Date.now() - newest) / 1000);
  },
});
