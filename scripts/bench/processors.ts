/** Which cores there are, and what runs on which: who answers on one, who asks on another. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { findProgram } from "../../tests/support/program.ts";

export interface Placement {
  /** Of the subjects; only one works at a time. */
  readonly subjectCore: number;
  /** Of the load, and of the bench itself. */
  readonly loadCore: number;
}

/** The cores of a list of Linux, such as `0-2,5`. */
export const parseCores = (list: string): readonly number[] =>
  list
    .trim()
    .split(",")
    .flatMap((range) => {
      const [first = Number.NaN, last = first] = range.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });

const siblingsOf = (core: number): readonly number[] => {
  try {
    return parseCores(readFileSync(`/sys/devices/system/cpu/cpu${core}/topology/thread_siblings_list`, "utf8"));
  } catch {
    return [core];
  }
};

/** Two cores that this process may use, of which neither is the other half of the other where that can be had. */
const choosePlacement = (): Placement | undefined => {
  const [, list = ""] = /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  const [subjectCore, ...others] = parseCores(list);
  if (subjectCore === undefined) return undefined;
  const siblings = siblingsOf(subjectCore);
  const loadCore = others.find((core) => !siblings.includes(core)) ?? others[0];
  return loadCore === undefined ? undefined : { subjectCore, loadCore };
};

/** Moves the bench itself to the core of the load; undefined, with a word why, where nothing can be pinned. */
export const takePlaces = (onSkip: (title: string, reason: string) => void): Placement | undefined => {
  if (findProgram("taskset") === undefined) {
    onSkip("pinning to cores", "taskset is not installed (Debian: util-linux)");
    return undefined;
  }
  const placement = choosePlacement();
  if (placement === undefined) onSkip("pinning to cores", "there is only one core");
  else
    execFileSync("taskset", ["-a", "-c", "-p", String(placement.loadCore), String(process.pid)], { stdio: "ignore" });
  return placement;
};

/** A command on a core; anywhere, without one. */
export const pinned = (
  core: number | undefined,
  command: string,
  commandLine: readonly string[],
): readonly [string, readonly string[]] =>
  core === undefined ? [command, commandLine] : ["taskset", ["-c", String(core), command, ...commandLine]];
