import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const textOf = (file: string): string => readFileSync(file, "utf8");

const dependenciesOf = (file: string): Readonly<Record<string, string>> => {
  const { dependencies, devDependencies } = JSON.parse(textOf(file));
  return { ...dependencies, ...devDependencies };
};

it("the guide to contract tests names the versions that are tested", () => {
  const guide = textOf("docs/contract-tests.md");
  const npm: readonly (readonly [name: string, manifest: string])[] = [
    ["newman", "tools/newman/package.json"],
    ["@stoplight/prism-cli", "tools/prism/package.json"],
    ["@redocly/cli", "package.json"],
  ];
  for (const [name, manifest] of npm) expect(guide).toContain(` ${name}@${dependenciesOf(manifest)[name]} `);
  expect(guide).toContain(` ${textOf("tools/schemathesis/requirements.in").trim()} `);
});
