/** npm run backup -- FILE: copies the embedded database into a file, while Roster runs and writes, and checks the copy. */
import { existsSync, statSync } from "node:fs";
import { app } from "../src/app.ts";
import { copyOnline } from "../src/core/database/sqlite/online-copy.ts";
import { verifySqlite } from "../src/core/database/sqlite/verify.ts";
import { schemaOf } from "../src/core/store/definition.ts";
import { type Job, runCommand, say } from "./backup/command-line.ts";
import { isDatabaseOf, place, replace, syncFile, withPartial } from "./backup/files.ts";
import { isFolder, keepNewest, newBackupIn } from "./backup/folder.ts";
import { adviceToKeep, sealedWith } from "./backup/sealed.ts";
import { UsageError } from "./keys/arguments.ts";
import { createProgress, type Progress } from "./keys/progress.ts";

const usage = `Usage: npm run --silent backup -- FILE [--force]
       npm run --silent backup -- FOLDER [--keep COUNT]

Copies the embedded database (DATABASE_URL) into FILE, or into a new file in FOLDER that is named after the time; of those, --keep
keeps the newest. Roster may run and write meanwhile: every write that was answered
before the backup began is in it. The copy is checked before it is given its name. --force replaces an earlier backup.

The keys that contacts are sealed with are not in it: keep SEALING_KEYS, or the key file beside the database, elsewhere.
`;

/** Nothing but an earlier backup is ever replaced. */
const requireRoom = ({ file, force }: Job): void => {
  for (const suffix of ["-wal", "-journal"]) {
    if (!existsSync(`${file}${suffix}`)) continue;
    throw new UsageError(`${file} is in use as a database, or was: there is ${file}${suffix}.`);
  }
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!force) throw new UsageError(`${file} is there already: choose another name, or say --force.`);
  if (!found.isFile() || !isDatabaseOf(app.databaseId, file)) {
    throw new UsageError(`${file} is no backup of Roster's, and is not replaced.`);
  }
};

const inMebibytes = (bytes: number): string =>
  `${(bytes / 2 ** 20).toLocaleString("en", { maximumFractionDigits: 1 })} MiB`;

await runCommand("backup", usage, async (named) => {
  const folder = isFolder(named.file) ? named.file : undefined;
  if (named.keep !== undefined && folder === undefined)
    throw new UsageError(`${named.file} is no folder, as --keep needs.`);
  const job = folder === undefined ? named : { ...named, file: newBackupIn(folder) };
  const { file, database, force, keep, config } = job;
  requireRoom(job);
  await withPartial(file, async (partial) => {
    let progress: Progress | undefined;
    await copyOnline(database, partial, (copied, total) => {
      progress ??= createProgress(total);
      progress.show(copied);
    });
    progress?.end();
    const ids = await verifySqlite({ filename: partial, name: `The copy of ${database}` }, schemaOf(app), sealedWith);
    syncFile(partial);
    if (force) replace(partial, file);
    else place(partial, file);
    say(`${file}: ${inMebibytes(statSync(file).size)}, checked.`);
    say(adviceToKeep(ids, config));
  });
  if (folder === undefined || keep === undefined) return;
  for (const name of keepNewest(folder, keep)) say(`${name} was deleted.`);
});
