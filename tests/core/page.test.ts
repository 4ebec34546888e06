import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** Every name that a module exports by name. */
const exportsOf = (text: string): readonly string[] => [
  ...[...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.replace(/\btype\b/, "").trim()),
  ),
  ...[...text.matchAll(/^export (?:type \* as|const) (\w+)/gm)].map(([, name = ""]) => name),
];

it("the page of the core has every export of it", () => {
  const page = read("docs/core.md");
  const names = exportsOf(read("src/core/index.ts")).filter((name) => name !== "");
  expect(names.length).toBeGreaterThan(80);
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
