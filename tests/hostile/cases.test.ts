import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL("./", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");

interface Row {
  readonly number: number;
  /** Empty where the case is not tested yet. */
  readonly files: readonly string[];
}

const rows: readonly Row[] = [...read("README.md").matchAll(/^\| (\d+) \|.*\| ([^|]+) \|$/gm)].map(
  ([, number, where = ""]) => ({
    number: Number(number),
    files: [...where.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  }),
);

/** The numbers of the cases that the titles of a file have. */
const numbersIn = (name: string): ReadonlySet<number> =>
  new Set([...read(name).matchAll(/["'`(]case (\d+): /g)].map(([, number]) => Number(number)));

const tests = readdirSync(folder).filter((name) => /\.(test|soak)\.ts$/.test(name) && name !== "cases.test.ts");

describe("the list of cases", () => {
  it("has each of the 48, in order", () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
  });

  it.each(rows.filter(({ files }) => files.length > 0))(
    "names, for case $number, files that test it",
    ({ number, files }) => {
      for (const name of files) {
        const numbers = numbersIn(name);
        // Elsewhere, titles have no numbers: it is enough that the file is there.
        if (!name.startsWith("../")) expect(numbers, name).toContain(number);
      }
    },
  );

  it.each(tests)("has every case that %s is about", (name) => {
    const numbers = numbersIn(name);
    expect(numbers.size).toBeGreaterThan(0);
    for (const number of numbers) expect(rows.find((row) => row.number === number)?.files).toContain(name);
  });
});
