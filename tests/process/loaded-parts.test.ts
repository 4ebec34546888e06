/** What a start loads of Node itself: each of these parts takes 15 MB or more. */
import { describe, expect, test } from "vitest";
import { startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const fixture = new URL("./fixtures/loaded-parts.ts", import.meta.url);

/** Starts Roster, stops it, and returns what each of its threads had loaded then. */
const loadedParts = async (directory: string, databaseUrl: string): Promise<readonly string[]> => {
  const roster = await startRosterProcess({
    DATABASE_URL: databaseUrl,
    NODE_COMPILE_CACHE: `${directory}/cache`,
    NODE_OPTIONS: `--import=${fixture.href}`,
  });
  roster.child.kill("SIGTERM");
  const { stderr } = await roster.ended;
  return [...stderr.matchAll(/^thread .*$/gm)].map(([line]) => line).sort();
};

describe.skipIf(process.platform === "win32")("a start", () => {
  test("strips no types in either thread once it has been started, and never loads an HTTP client", async () => {
    await using directory = await temporaryDirectory();
    const { path, databaseUrl } = directory;
    expect(await loadedParts(path, databaseUrl)).toEqual(["thread 0: Node, stripper", "thread 1: Node, stripper"]);
    expect(await loadedParts(path, databaseUrl)).toEqual(["thread 0: Node", "thread 1: Node"]);
  });
});
