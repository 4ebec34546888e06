import { describe, expect, it } from "vitest";
import { runFile } from "../support/process.ts";
import { findProgram } from "../support/program.ts";
import { hasNoSlowDisk } from "../support/slow-disk.ts";

const bench = (...commandLine: readonly string[]) => runFile("scripts/bench.ts", commandLine);

// Where everything is to be tested, it fails rather than be left out.
const isMissing = process.env.CI === undefined && (process.platform !== "linux" || findProgram("wrk") === undefined);

describe.skipIf(isMissing)("npm run bench (needs Linux and wrk)", () => {
  it("measures Roster beside a peer", { timeout: 120_000 }, async () => {
    const { exitCode, stdout, stderr } = await bench(
      ...["--quick", "--users", "2000", "--only-peers", "plain", "--only-cases", "unchanged,first-pages,mixed"],
    );
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain("| Requests per second | Roster | Roster, limits and log off | node:http + SQLite |");
    for (const title of ["304", "first reads: a page", "90 % reads, 10 % creates"]) {
      const cells = stdout
        .split("\n")
        .find((line) => line.startsWith(`| ${title} |`))
        ?.split(" | ");
      expect(cells, title).toHaveLength(4);
      for (const cell of cells?.slice(1) ?? []) expect(cell, title).toMatch(/^[1-9]\d*(\.\d+)?( k)?( \|)?$/);
    }
    expect(stderr).toContain("9 of 9");
  });

  it.skipIf(hasNoSlowDisk)(
    "measures on a disk that is slower, each sync by a millisecond",
    { timeout: 120_000 },
    async () => {
      const { exitCode, stdout, stderr } = await bench(
        ...["--quick", "--users", "1000", "--only-peers", "plain", "--only-cases", "create-alone-slow-disk"],
      );
      expect(exitCode, stderr).toBe(0);
      // One after the other, no more than 1,000 a second can be on disk.
      expect(stdout).toMatch(/^\| durable create, 1 connection, a slower disk (\| [1-9]\d{0,2} ){3}\|$/m);
    },
  );
});

it("the bench fails, in one line, when it is asked for what it cannot do", async () => {
  const { exitCode, stdout, stderr } = await bench("--only-cases", "two");
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^--only-cases: two is none of .+\n$/);
});
