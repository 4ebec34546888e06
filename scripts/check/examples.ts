/** Handlers that still return the example of the contract. */
import { glob, readFile } from "node:fs/promises";

/** What marks such a handler, until its operation is written. */
export const exampleMark = "// Example:";

/** How many there are, in one line; undefined where there is none. */
export const examplesLine = async (directory: string): Promise<string | undefined> => {
  let examples = 0;
  for await (const file of glob(`${directory}/**/*.ts`)) {
    if ((await readFile(file, "utf8")).includes(exampleMark)) examples += 1;
  }
  return examples === 0
    ? undefined
    : `note   ${examples} operations return the example of the contract (${exampleMark})`;
};
