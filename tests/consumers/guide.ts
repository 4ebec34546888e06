/** The command lines of docs/contract-tests.md, so that what it says is what is tested. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const guide = readFileSync("docs/contract-tests.md", "utf8");

export interface Values {
  readonly address: string;
  readonly key: string;
}

/** What follows the name of a tool in the guide; files with their whole path. Throws where the guide has no such line. */
export const guideArguments = (start: string, { address, key }: Values): readonly string[] => {
  const line = guide.split("\n").find((text) => text.startsWith(`${start} `));
  if (line === undefined) throw new Error(`docs/contract-tests.md has no line that begins with ${start}`);
  return line
    .slice(start.length + 1)
    .replaceAll('"', "")
    .replaceAll("$ROSTER_URL", address)
    .replaceAll("$ROSTER_KEY", key)
    .split(" ")
    .map((word) => (existsSync(word) ? resolve(word) : word));
};
