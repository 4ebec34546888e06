/**
 * Everything that can be checked without running Roster, side by side. `--quick` is for a commit: what takes a moment.
 * Says a line for each check, and the output of those that fail; exits with 1 when one does.
 */
import { all, type Check, quick } from "./check/checks.ts";
import { examplesLine } from "./check/examples.ts";
import { runFile } from "./run-tool.ts";

const run = async ({ name, file, commandLine }: Check): Promise<boolean> => {
  const start = performance.now();
  const { exitCode, output } = await runFile(file, commandLine);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (exitCode !== 0) console.log(output.trimEnd());
  return exitCode === 0;
};

const line = await examplesLine("src/handlers");
if (line !== undefined) console.log(line);
const results = await Promise.all((process.argv.includes("--quick") ? quick : all).map(run));
process.exitCode = results.every(Boolean) ? 0 : 1;
