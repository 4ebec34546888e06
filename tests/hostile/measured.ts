/** What a Roster process holds: memory, once its garbage is collected, and descriptors. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { RosterProcess } from "../support/process.ts";
import { until } from "../support/until.ts";
import type { Home } from "./home.ts";

/** Where processes can be looked into: Linux says in `/proc` what a process has open. */
export const canMeasure = process.platform === "linux";

const mebibyte = 1024 * 1024;
/** In MiB: what caches that fill later, compiled code and the shape of the heap may add between two looks, however much was asked. */
const heldBound = 16;
/** In MiB: the allocator gives pages back late or never. */
const residentBound = 128;

export interface Measured {
  readonly roster: RosterProcess;
  /** Remembers what the process holds now: what comes before is its warm-up. */
  readonly mark: () => Promise<void>;
  /**
   * No memory has been kept since `mark`, and every descriptor that was opened since the start is closed. Returns by how
   * much memory has grown, in MiB.
   */
  readonly expectFlat: () => Promise<{ readonly held: number; readonly resident: number }>;
}

interface Memory {
  readonly held: number;
  readonly resident: number;
}

/** Starts a Roster process that can be measured. */
export const startMeasured = async (
  home: Home,
  environment: Readonly<Record<string, string>> = {},
): Promise<Measured> => {
  const file = join(home.path, "memory");
  const preload = fileURLToPath(new URL("./fixtures/memory.ts", import.meta.url));
  const options = { NODE_OPTIONS: `--expose-gc --import=${preload}`, MEMORY_FILE: file };
  const roster = await home.start({ ...options, ...environment });

  const memory = async (): Promise<Memory> => {
    rmSync(file, { force: true });
    roster.child.kill("SIGWINCH");
    await until(() => existsSync(file));
    const { heapUsed, external, rss } = JSON.parse(readFileSync(file, "utf8"));
    return { held: heapUsed + external, resident: rss };
  };
  const descriptors = (): number => readdirSync(`/proc/${roster.child.pid}/fd`).length;

  const before = descriptors();
  let marked: Memory | undefined;
  return {
    roster,
    mark: async () => {
      marked = await memory();
    },
    expectFlat: async () => {
      if (marked === undefined) throw new Error("Nothing was marked to compare with.");
      await expect.poll(descriptors, { timeout: 20_000 }).toBeLessThanOrEqual(before);
      const now = await memory();
      const grown = {
        held: (now.held - marked.held) / mebibyte,
        resident: (now.resident - marked.resident) / mebibyte,
      };
      expect(grown.held, "kept after garbage was collected").toBeLessThan(heldBound);
      expect(grown.resident, "resident").toBeLessThan(residentBound);
      return grown;
    },
  };
};
