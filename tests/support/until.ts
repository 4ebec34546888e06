import { setTimeout } from "node:timers/promises";

/** Asks again and again until the answer is yes; the test's own time-out ends it otherwise. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await setTimeout(20);
};
