/** Directories in files of SQLite, in the system's folder for temporary files. */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeSampleDirectory } from "../sample-directory.ts";
import { type MeasuredDirectory, type MeasuredEngine, part } from "./directory.ts";
import type { AskRow } from "./positions.ts";

/** Asks a file, over a connection for this one question. */
export const askFile =
  (filename: string): AskRow =>
  async (query) => {
    const database = new DatabaseSync(filename, { readOnly: true });
    try {
      return database.prepare(query).get();
    } finally {
      database.close();
    }
  };

const fill = async (users: number, onProgress: (text: string) => void): Promise<MeasuredDirectory> => {
  const folder = await mkdtemp(join(tmpdir(), "roster-scale-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const filename = join(folder, "roster.db");
  const start = performance.now();
  try {
    await makeSampleDirectory(filename, users, (done) => onProgress(`filling, ${part(done, users)}`));
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    databaseUrl: `file:${filename}`,
    ask: askFile(filename),
    bytes: async () => (await stat(filename)).size,
    fillSeconds: (performance.now() - start) / 1000,
    [Symbol.asyncDispose]: remove,
  };
};

/** SQLite as it comes with Node. */
export const sqliteEngine: MeasuredEngine = {
  title: "SQLite",
  version: process.versions.sqlite ?? "",
  fill,
  [Symbol.asyncDispose]: async () => {},
};
