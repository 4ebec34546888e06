/** A directory of its own with a key to it, in which Roster processes are started, stopped and killed. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "vitest";
import { scopes } from "../../generated/contract.ts";
import { createKey } from "../support/create-key.ts";
import { type RosterProcess, startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

export interface Home extends AsyncDisposable {
  readonly path: string;
  readonly databaseUrl: string;
  /** The file of the database. */
  readonly filename: string;
  /** A key with every scope that there is. */
  readonly key: string;
  /** Starts Roster here; whatever still runs when the home is disposed of is killed. */
  readonly start: (environment?: Readonly<Record<string, string>>) => Promise<RosterProcess>;
  /** The database is sound: its pages, its indexes, its references, and a change for each user that there is. */
  readonly expectSound: () => void;
}

/** Long forms make more requests, on more connections, than one client may; each is counted all the same. */
const generous = {
  RATE_LIMIT: ["requests", "reads", "writes"].map((name) => `${name}=999999999/60`).join(","),
  MAX_CONNECTIONS_PER_ADDRESS: "10000",
};

export const createHome = async (): Promise<Home> => {
  const directory = await temporaryDirectory();
  const { path, databaseUrl } = directory;
  const filename = join(path, "roster.db");
  const key = await createKey(databaseUrl, Object.keys(scopes));
  const started: RosterProcess[] = [];
  return {
    path,
    databaseUrl,
    filename,
    key,
    start: async (environment = {}) => {
      const roster = await startRosterProcess({ DATABASE_URL: databaseUrl, ...generous, ...environment });
      started.push(roster);
      return roster;
    },
    expectSound: () => {
      using file = new DatabaseSync(filename);
      expect(file.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
      expect(file.prepare("pragma foreign_key_check").all()).toEqual([]);
      const unrecorded = file.prepare(`select id from users where not exists
        (select 1 from changes where subject = 'user' and subject_id = users.id and kind = 'created')`);
      expect(unrecorded.all()).toEqual([]);
    },
    [Symbol.asyncDispose]: async () => {
      for (const { child } of started) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await Promise.all(started.map(({ ended }) => ended));
      await directory[Symbol.asyncDispose]();
    },
  };
};

/** Stops a process in order, and expects it to say that it did. */
export const stop = async (roster: RosterProcess): Promise<void> => {
  roster.child.kill("SIGTERM");
  expect((await roster.ended).exitCode).toBe(0);
};
