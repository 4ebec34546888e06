/** npm run restore -- FILE: puts a backup in the place of the embedded database, which nobody may have open meanwhile. */
import { accessSync, constants, createReadStream, createWriteStream, existsSync, renameSync, statSync } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { app } from "../src/app.ts";
import { claimSqlite } from "../src/core/database/sqlite/claim.ts";
import { verifySqlite } from "../src/core/database/sqlite/verify.ts";
import { schemaOf } from "../src/core/store/definition.ts";
import { type Job, runCommand, say } from "./backup/command-line.ts";
import { codeOf, keepAs, place, replace, syncFile, withPartial } from "./backup/files.ts";
import { missingKeys, sealedWith } from "./backup/sealed.ts";
import { UsageError } from "./keys/arguments.ts";
import { createProgress } from "./keys/progress.ts";

const usage = `Usage: npm run --silent restore -- FILE [--force]

Puts FILE, which npm run backup made, in the place of the embedded database (DATABASE_URL). Stop Roster first. FILE is checked
before anything is touched, and the database that was there is kept under another name.

--force takes it for granted that no Roster runs, where the database is so damaged that this cannot be told.
`;

const chunkBytes = 4 * 1024 * 1024;

const requireBackup = (file: string): void => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new UsageError(`There is no backup ${file}.`);
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${codeOf(error)}`);
  }
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw new UsageError(
      `${file} is a database in use, or was: there is ${file}-wal. npm run backup makes a backup of it.`,
    );
  }
};

const copy = async (from: string, to: string): Promise<void> => {
  const progress = createProgress(statSync(from).size);
  let copied = 0;
  const count = new Transform({
    transform: (chunk: Buffer, _, done) => {
      copied += chunk.length;
      progress.show(copied);
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(from, { highWaterMark: chunkBytes }), count, createWriteStream(to));
  progress.end();
};

/** What a restore moves out of the way must be found again: when it was, in a name that every file system takes. */
const asideOf = (database: string): string => `${database}.before-${new Date().toISOString().replaceAll(":", "-")}`;

/** A log that stayed behind would be taken for one of the new file. */
const moveLogsAside = (database: string, aside: string): void => {
  for (const suffix of ["-wal", "-shm", "-journal"]) {
    if (existsSync(`${database}${suffix}`)) renameSync(`${database}${suffix}`, `${aside}${suffix}`);
  }
};

/** Puts a file in the place of the database; returns what the database is called now, undefined where there was none. */
const takeOver = ({ database, force }: Job, partial: string): string | undefined => {
  const aside = asideOf(database);
  if (!existsSync(database)) {
    moveLogsAside(database, aside);
    place(partial, database);
    return undefined;
  }
  using claim = claimSqlite(database, app.databaseId, force);
  // There, a file that is open cannot be renamed.
  if (process.platform === "win32") claim[Symbol.dispose]();
  if (!claim.isSound) moveLogsAside(database, aside);
  if (!keepAs(database, aside)) renameSync(database, aside);
  replace(partial, database);
  return aside;
};

await runCommand("restore", usage, async (job) => {
  const { file, database, config } = job;
  requireBackup(file);
  await withPartial(database, async (partial) => {
    await copy(file, partial);
    const ids = await verifySqlite({ filename: partial, name: file }, schemaOf(app), sealedWith);
    const missing = missingKeys(ids, config);
    syncFile(partial);
    const aside = takeOver(job, partial);
    say(`${database} is what ${file} was.`);
    if (aside !== undefined) say(`What was there is kept as ${aside}.`);
    say("API keys that were revoked since the backup hold again: npm run keys -- list shows them.");
    say(missing);
  });
});
