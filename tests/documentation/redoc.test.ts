import { readFileSync } from "node:fs";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { adaptRedoc } from "../../src/core/operations/documentation/redoc.ts";

const read = (file: string): string => readFileSync(new URL(import.meta.resolve(`redoc/${file}`)), "utf8");

const bundle = read("bundles/redoc.standalone.js");
const licences = read("bundles/redoc.standalone.js.LICENSE.txt");
const script = adaptRedoc(bundle, licences);

const countOf = (text: string, part: string): number => text.split(part).length - 1;

describe("Redoc as Roster serves it", () => {
  test("is the version whose styles and requests were looked at in a browser", () => {
    expect(JSON.parse(read("package.json")).version).toBe("2.5.4");
  });

  test("is still a script", () => {
    expect(() => new Script(script)).not.toThrow();
  });

  test("makes style elements in two places, and fills neither: one hash does for all", () => {
    expect(countOf(script, 'createElement("style")')).toBe(2);
    // styled-components begins with an empty text and adds its rules through the CSSOM.
    expect(countOf(script, 'lo(e);t.appendChild(document.createTextNode(""))')).toBe(1);
    // css-loader's sheets, each with its text: there is one, and it is empty.
    expect(countOf(script, ".push([e.id,")).toBe(1);
    expect(script).toContain('.push([e.id,""])');
  });

  test("asks for no source map", () => {
    expect(bundle).toMatch(/^\/\/# sourceMappingURL=/m);
    expect(script).not.toMatch(/^\/\/# sourceMappingURL=/m);
  });

  test("carries the licences that its first line refers to", () => {
    expect(script).toMatch(/^\/\*! For license information please see /);
    expect(script.endsWith(licences)).toBe(true);
    expect(licences).toMatch(/Licensed under (the )?MIT/);
  });

  test("differs from its package in nothing else", () => {
    const restored = script
      .slice(0, -licences.length)
      .replace('src:"data:,"', 'src:"https://cdn.redoc.ly/redoc/logo-mini.svg"')
      .replace('.push([e.id,""])', /\.push\(\[e\.id,".*?sourceRoot:""\}\]\)/s.exec(bundle)?.[0] ?? "")
      .replace(/tabIndex:0,(?=dangerouslySetInnerHTML:\{__html:\w+\(t,r\))/, "")
      .concat("//# sourceMappingURL=redoc.standalone.js.map");
    expect(restored === bundle).toBe(true);
  });
});

describe("a Redoc of another making is refused, and what was not found is named", () => {
  test.each([
    ["the logo", "https://cdn.redoc.ly/", "https://cdn.example.com/", /the address of the logo/],
    ["the scrollbars' sheet", 'e.id,".ps{', 'e.id,".scrollbar{', /the style sheet of scrollbars/],
    [
      "a code sample",
      "{dangerouslySetInnerHTML:{__html:ka(t,r)}}",
      "{innerHTML:ka(t,r)}",
      /where a code sample is drawn/,
    ],
    ["the source map", "//# sourceMappingURL=redoc", "//# sourceMappingURL=other", /the address of a source map/],
  ])("%s is elsewhere", (_, part, replacement, message) => {
    expect(bundle).toContain(part);
    expect(() => adaptRedoc(bundle.replace(part, replacement), licences)).toThrow(message);
  });

  test("a second logo", () => {
    expect(() => adaptRedoc(`"https://cdn.redoc.ly/other.svg";${bundle}`, licences)).toThrow(/the logo.* 2 times/);
  });
});
