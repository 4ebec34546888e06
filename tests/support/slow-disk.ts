/** A Roster process whose disk is slow: a library that is loaded before all others stands in for fsync. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMissing } from "./installed.ts";
import { makeSlowDiskLibrary } from "./slow-disk-library.ts";
import { until } from "./until.ts";

/** Only Linux loads it in this way, and a C compiler has to make it. */
export const hasNoSlowDisk = process.platform !== "linux" || isMissing("cc");

/** Makes the library in a folder, and returns the environment of a process whose every fsync takes so much longer. */
export const slowDisk = async (folder: string, milliseconds: number): Promise<Readonly<Record<string, string>>> => ({
  LD_PRELOAD: await makeSlowDiskLibrary(folder),
  SLOW_DISK_MILLISECONDS: String(milliseconds),
});

/** A disk that takes nothing while it is held. */
export interface HeldDisk {
  /** Of the process whose disk it is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly hold: () => void;
  /** Resolves when a commit waits for the disk. */
  readonly untilAsked: () => Promise<void>;
  /** Lets one fsync through, and resolves when it has begun. */
  readonly takeOne: () => Promise<void>;
  readonly release: () => void;
}

/** Makes the library in a folder that is its own from here on. */
export const heldDisk = async (folder: string): Promise<HeldDisk> => {
  const sign = (name: string): string => join(folder, name);
  const put = (name: string): void => writeFileSync(sign(name), "");
  return {
    environment: { LD_PRELOAD: await makeSlowDiskLibrary(folder), SLOW_DISK: folder },
    hold: () => put("held"),
    untilAsked: () => until(() => existsSync(sign("waiting"))),
    takeOne: async () => {
      put("pass");
      await until(() => !existsSync(sign("pass")));
    },
    release: () => rmSync(sign("held")),
  };
};
