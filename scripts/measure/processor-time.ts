/** How much of the processors processes have had: it does not depend on what else runs, as time on the clock does. */
import { readFileSync } from "node:fs";

// What Linux counts in, on every architecture that Node runs on.
const ticksPerSecond = 100;

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);

/** A process and all that come from it. */
export const familyOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(familyOf)];

/** proc_pid_stat(5): fields 14 to 17, user and system time of the process and of children that have ended. */
const ticksOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
};

/** The seconds of a process and of all that come from it; only Linux tells. */
export const processorSeconds = (pid: number): number =>
  familyOf(pid).reduce((sum, each) => sum + ticksOf(each), 0) / ticksPerSecond;
