/** A disk that is slower for some cases: how much it is worth that writes share a commit depends on what a commit costs. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeSlowDiskLibrary } from "../../tests/support/slow-disk-library.ts";

/** How much longer a sync takes: about what it is over a network. */
export const slowerByMilliseconds = 1;

export interface SlowDisk {
  /** Of every process whose disk it is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly slowDown: () => void;
  readonly speedUp: () => void;
}

/** Makes one, whose signs are in a folder of its own; undefined, with a word why, where no C compiler makes it. */
export const makeSlowDisk = async (
  directory: string,
  onSkip: (title: string, reason: string) => void,
): Promise<SlowDisk | undefined> => {
  const folder = join(directory, "slow-disk");
  mkdirSync(folder);
  const library = await makeSlowDiskLibrary(folder).catch((error: Error) => error);
  if (library instanceof Error) {
    onSkip("the slower disk", library.message);
    return undefined;
  }
  const sign = join(folder, "slow");
  return {
    environment: {
      LD_PRELOAD: library,
      SLOW_DISK: folder,
      SLOW_DISK_MILLISECONDS: String(slowerByMilliseconds),
    },
    slowDown: () => writeFileSync(sign, ""),
    speedUp: () => rmSync(sign),
  };
};
