import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string;
  /** The URL of a database in it, which does not exist yet. */
  readonly databaseUrl: string;
}

/** A directory that is gone with everything in it when the test is over. */
export const temporaryDirectory = async (): Promise<TemporaryDirectory> => {
  const path = await mkdtemp(join(tmpdir(), "roster-"));
  return {
    path,
    databaseUrl: `file:${join(path, "roster.db")}`,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
};
