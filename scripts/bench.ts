/**
 * npm run bench [-- options]
 * Measures Roster beside its peers, or beside its last release, in interleaved rounds. Prints Markdown on standard output, and
 * how far it is on standard error.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { comparePeers, type Site } from "./bench/compare-peers.ts";
import { compareVersionsHere } from "./bench/compare-versions.ts";
import { loadBefore } from "./bench/machine.ts";
import { type BenchOptions, obstacleHere, readBenchOptions, usage } from "./bench/options.ts";
import { type BenchResult, pageOf, printed } from "./bench/page.ts";
import { takePlaces } from "./bench/processors.ts";
import { root } from "./bench/subject.ts";
import { progress } from "./measure/progress.ts";

const busy = 0.5;

/** Beside Roster's own database: in a system's folder for temporary files, a commit may cost nothing. */
const makeDirectory = (): string => {
  const parent = join(root, "data");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "bench-"));
};

const onSkip = (title: string, reason: string): void => {
  progress("");
  process.stderr.write(`left out: ${title}: ${reason}\n`);
};

const writePage = (result: BenchResult): void => {
  for (const [name, text] of pageOf(result)) {
    const file = join(root, "docs", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
};

const bench = async (options: BenchOptions): Promise<number> => {
  const load = loadBefore();
  if (load > busy) process.stderr.write(`Something else runs here (load average ${load.toFixed(1)}): expect noise.\n`);
  const directory = makeDirectory();
  // Whoever had files there may be about to end.
  const removeDirectory = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", removeDirectory);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  const site: Site = { directory, placement: takePlaces(onSkip), onProgress: progress, onSkip };
  if (options.guard) {
    const { text, isWorse } = await compareVersionsHere(options, site);
    progress("");
    console.log(text);
    return isWorse ? 1 : 0;
  }
  const result = await comparePeers(options, site);
  progress("");
  console.log(printed(result));
  if (options.write) writePage(result);
  return 0;
};

const options = readBenchOptions(process.argv.slice(2));
const obstacle = typeof options === "string" ? options : obstacleHere();
if (options === undefined) {
  console.log(usage);
} else if (typeof options === "string" || obstacle !== undefined) {
  console.error(obstacle);
  process.exitCode = 1;
} else {
  try {
    process.exitCode = await bench(options);
  } catch (error) {
    progress("");
    console.error(`bench: ${error instanceof RangeError ? error.message : (error as Error).stack}`);
    process.exitCode = 1;
  }
}
