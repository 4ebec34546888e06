/** The long forms of hostile cases: how long they go on, and how far they are. */
import { createProgress } from "../../scripts/keys/progress.ts";

const defaultMinutes = 10;

/** SOAK_MINUTES: what is repeated is repeated for so long, or so often in proportion. */
export const soakMinutes = Number(process.env.SOAK_MINUTES ?? defaultMinutes);

if (!(soakMinutes > 0)) throw new Error("SOAK_MINUTES must be a number of minutes, such as 1.");

/** What is done so often in ten minutes, in the minutes that there are. */
export const soakCount = (inTenMinutes: number): number => Math.ceil((inTenMinutes * soakMinutes) / defaultMinutes);

/** Shows on standard error how far a long case is. */
export const showProgress = (name: string, total: number): ((done: number) => void) => {
  process.stderr.write(`${name}\n`);
  return createProgress(total).show;
};

/** Says by how much the memory of a process has grown since its warm-up. */
export const tellGrowth = ({ held, resident }: { readonly held: number; readonly resident: number }): void => {
  process.stderr.write(`Memory grew by ${held.toFixed(1)} MiB, what is resident by ${resident.toFixed(1)} MiB.\n`);
};
