/**
 * Walks through a document as its reader does: runs each `sh` block that is followed by a block with an output, all in one
 * shell, against the Roster that is running, and compares. In an expected output, `…` stands for anything.
 * Writes the counts of what passed and failed to `walk.txt` in the folder that is named.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const [document = "README.md", folder = "."] = process.argv.slice(2);
const address = "http://localhost:5000";
const startTimeoutMilliseconds = 30_000;

interface Step {
  readonly command: string;
  readonly expected: string;
}

const stepPattern =
  /^```sh\n(?<command>(?:(?!```).*\n)+)```\n+```(?:json|text|http)\n(?<expected>(?:(?!```).*\n)+)```$/gm;

const stepsOf = (text: string): readonly Step[] =>
  [...text.matchAll(stepPattern)].map(({ groups }) => ({
    command: groups?.command?.trim() ?? "",
    expected: groups?.expected?.trim() ?? "",
  }));

const matches = (actual: string, expected: string): boolean => {
  const pattern = expected.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join("[\\s\\S]*?")}$`).test(actual);
};

const isReady = (): Promise<boolean> =>
  fetch(`${address}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

const waitUntilReady = async (): Promise<void> => {
  const deadline = Date.now() + startTimeoutMilliseconds;
  while (!(await isReady())) {
    if (Date.now() > deadline) throw new Error(`Nothing is ready at ${address}.`);
    await setTimeout(50);
  }
};

/** Runs the steps in one shell, so that a variable of one is there in the next, and returns what each printed. */
const runAll = (steps: readonly Step[]): readonly string[] => {
  const file = (index: number): string => join(folder, `step-${index}.txt`);
  const script = steps.map(({ command }, index) => `{\n${command}\n} >'${file(index)}' 2>/dev/null\n`).join("");
  spawnSync("bash", ["-c", script], { stdio: ["ignore", "inherit", "inherit"] });
  // What curl -i prints ends its lines as HTTP does.
  return steps.map((_, index) => readFileSync(file(index), "utf8").replaceAll("\r", "").trim());
};

await waitUntilReady();
const steps = stepsOf(readFileSync(document, "utf8"));
const outputs = runAll(steps);
const results = steps.map(({ command, expected }, index) => {
  const actual = outputs[index] ?? "";
  const ok = matches(actual, expected);
  console.log(`${ok ? "ok    " : "FAILED"} ${command.replaceAll("\n", " ⏎ ")}`);
  if (!ok) console.log(`  expected: ${expected}\n  actual:   ${actual}`);
  return ok;
});
const passed = results.filter(Boolean).length;
// A document without a single step is a mistake, and no success.
const failed = results.length === 0 ? 1 : results.length - passed;
writeFileSync(join(folder, "walk.txt"), `${passed} ${failed}\n`);
process.exitCode = failed === 0 ? 0 : 1;
