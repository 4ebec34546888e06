import { describe, expect, it } from "vitest";
import { languages } from "./languages.ts";
import { overview, type Page, pageOf, readPage, walkOf, withFiles } from "./pages.ts";
import { formatTable, withTable } from "./table.ts";
import { findMissing, isAtLeast } from "./toolchain.ts";

const pages = languages.map(pageOf);
const pathsOf = (list: readonly Page[]) => list.map((page) => [page.path, page] as const);

describe("the pages of clients", () => {
  it.each(pathsOf([overview, ...pages]))("%s has its files as they are", (_, page) => {
    expect(withFiles(readPage(page), page)).toBe(readPage(page));
  });

  it("tell of the same scenario in every language", () => {
    const transcripts = pages.map((page) => walkOf(readPage(page)).transcript);
    expect(new Set(transcripts).size).toBe(1);
    expect(transcripts[0]).toContain("precondition-failed");
  });

  it("have a table in which every language compiles and passes, with the versions that the manifests have", () => {
    const all = new Map(languages.map((language) => [language, { compiles: true, scenario: true }]));
    expect(withTable(readPage(overview), formatTable(all))).toBe(readPage(overview));
  });
});

describe("a tool", () => {
  it.each([
    ["1.25.0", "1.25", true],
    ["1.9", "1.25", false],
    ["22.18.1", "22.18", true],
    ["22.17.9", "22.18", false],
    ["23", "22.18", true],
    ["17", "17", true],
  ])("of version %s, where %s is the least, will do: %s", (version, least, holds) => {
    expect(isAtLeast(version, least)).toBe(holds);
  });

  it("that is not there, or too old, is named", async () => {
    const tools = [{ program: "node" }, { program: "no-such-tool" }, { program: "node", least: "999.0" }];
    expect(await findMissing(tools)).toEqual(["no-such-tool", "node 999.0 or newer"]);
  });
});
