/** A disk that is slower for some cases: how much it is worth that writes share a commit depends on what a commit costs. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../tests/support/program.ts";
import { makeSlowDiskLibrary } from "../../tests/support/slow-disk-library.ts";

/** How much longer a sync takes: about what it is over a network. */
export const slowerByMilliseconds = 1;

export interface SlowDisk {
  /** Of every process whose disk it is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly slowDown: () => void;
  readonly speedUp: () => void;
}

/** Makes one, whose signs are in a folder of its own; undefined, with a word why, where there is no C compiler. */
export const makeSlowDisk = async (
  directory: string,
  onSkip: (title: string, reason: string) => void,
): Promise<SlowDisk | undefined> => {
  if (findProgram("cc") === undefined) {
    onSkip("the slower disk", "cc is not installed (Debian: gcc)");
    return undefined;
  }
  const folder = join(directory, "slow-disk");
  mkdirSync(folder);
  const sign = join(folder, "slow");
  return {
    environment: {
      LD_PRELOAD: await makeSlowDiskLibrary(folder),
      SLOW_DISK: folder,
      SLOW_DISK_MILLISECONDS: String(slowerByMilliseconds),
    },
    slowDown: () => writeFileSync(sign, ""),
    speedUp: () => rmSync(sign),
  };
};
