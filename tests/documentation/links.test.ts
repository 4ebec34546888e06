/** What the documents refer to is there. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

const documents = globSync(["*.md", "docs/**/*.md", "tests/**/*.md"], { cwd: root });

const matchesOf = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, group = ""]) => group);

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const hasAnchor = (file: string, anchor: string): boolean =>
  matchesOf(textOf(file), /^#+ (.+)$/gm).some((heading) => anchorOf(heading) === anchor);

describe.each(documents)("%s", (document) => {
  it("links to files and headings that are there", () => {
    const links = matchesOf(textOf(document), /\]\(([^()\s]+)\)/g).filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? document : join(dirname(document), path);
      return !existsSync(join(root, file)) || (anchor !== undefined && !hasAnchor(file, anchor));
    });
    expect(broken).toEqual([]);
  });

  it("names tests that are there", () => {
    const named = matchesOf(textOf(document), /`(tests\/[\w./-]+)`/g);
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe("the OWASP API Security Top 10 in docs/security.md", () => {
  const rows = textOf("docs/security.md").match(/^\| API\d+ .*$/gm) ?? [];

  it("has its ten risks", () => {
    expect(rows.map((row) => /API\d+/.exec(row)?.[0])).toEqual(
      Array.from({ length: 10 }, (_, index) => `API${index + 1}`),
    );
  });

  it.each(rows.map((row) => [/API\d+/.exec(row)?.[0], row]))("%s names a test that proves what holds it", (_, row) => {
    expect(matchesOf(row ?? "", /`(tests\/[\w/-]+\.test\.ts)`/g).length).toBeGreaterThan(0);
  });
});
