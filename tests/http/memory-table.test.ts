import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { settingsOf } from "../../src/core/settings/config.ts";

const settings = settingsOf(app);

const page = readFileSync(new URL("../../docs/security.md", import.meta.url), "utf8");
const section = page.slice(page.indexOf("## What a client can take"), page.indexOf("## What is not covered"));
const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];

it("what clients can take at most is a table in docs/security.md, with the default of each setting", () => {
  const named = [...section.matchAll(/`([A-Z_]+)` \((\d+)\)/g)];
  expect(named.length).toBeGreaterThan(5);
  for (const [, name = "", value] of named)
    expect(String(settings[name as keyof typeof settings].default), name).toBe(value);
});

it("its sum is what it says, and fits into the memory that deploy/ gives to a replica", () => {
  const mebibytes = rows.flatMap(([, , , all = ""]) => /^(\d+) MiB/.exec(all)?.[1] ?? []).map(Number);
  expect(mebibytes).toHaveLength(7);
  const sum = mebibytes.reduce((total, each) => total + each, 0);
  expect(section).toContain(`That is ${sum} MiB at the most`);
  const [, limit] =
    /mem_limit: (\d+)m/.exec(readFileSync(new URL("../../deploy/compose.yaml", import.meta.url), "utf8")) ?? [];
  const [, atRest] = /some (\d+) MiB at rest/.exec(section) ?? [];
  expect(sum + Number(atRest)).toBeLessThan(Number(limit));
});
