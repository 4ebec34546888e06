import { expect, test } from "vitest";
import { readScaleOptions } from "../../scripts/measure/scale-options.ts";
import { runFile } from "../support/process.ts";

const measure = (...commandLine: readonly string[]) => runFile("scripts/measure-scale.ts", commandLine);

const cases = [
  ...["one user", "first page", "middle page", "last page", "filtered page, cheap", "filtered page, dear"],
  ...["a create, alone", "a create, 64 at once"],
];

test("the measurement of scale prints what each case costs at each size", async () => {
  const { exitCode, stdout } = await measure("--engines", "sqlite", "--rows", "200,1000", "--runs", "2");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("| 200 users | 1,000 users |");
  const rows = stdout.split("\n").map((line) => line.split(" | "));
  for (const title of cases) {
    const [, ...cells] = rows.find(([first]) => first === `| ${title}`) ?? [];
    expect(cells, title).toHaveLength(2);
    for (const cell of cells) expect(cell, title).toMatch(/^[\d,]+ \/ [\d,]+( \([\d,]+\/s\))?/);
  }
});

test("the measurement of scale fails, in one line, when it is asked for what it cannot do", async () => {
  const { exitCode, stdout, stderr } = await measure("--engines", "oracle");
  expect(exitCode).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toBe("--engines: oracle is none of sqlite, postgres\n");
});

test.each([
  { commandLine: ["--rows", "1e"], said: "--rows: 1e is no whole number from 100 up" },
  { commandLine: ["--rows", "1000,"], said: "--rows:  is no whole number from 100 up" },
  { commandLine: ["--runs", "0"], said: "--runs: 0 is no whole number from 1 up" },
  { commandLine: ["--row", "100"], said: "Unknown option '--row'" },
])("the options $commandLine are refused", ({ commandLine, said }) => {
  expect(readScaleOptions(commandLine)).toBe(said);
});
