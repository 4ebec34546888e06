/** Values on both sides of each bound of the fields that several operations share. */
import type { Row } from "./rule.ts";

export const integer = (minimum: number, maximum: number): readonly Row<string>[] => [
  [`may be ${minimum}`, String(minimum)],
  [`may be ${maximum}`, String(maximum)],
  [`may not be ${minimum - 1}`, String(minimum - 1), "minimum"],
  // Past 2^53 - 1, the next number that JavaScript has.
  [`may not be more than ${maximum}`, String(maximum + 1), "maximum"],
  ["may not be hexadecimal", "0x10", "type"],
  ["may not have an exponent", "1e1", "type"],
  ["may not have a leading zero", "01", "type"],
  ["may not have a fraction", "1.5", "type"],
  ["may not be empty", "", "type"],
  ["may not begin with a space", "%205", "type"],
];

export const names: readonly Row<unknown>[] = [
  ["may have 1 character", "A"],
  ["may have 200 characters", "A".repeat(200)],
  ["counts characters, not UTF-16 units", "😀".repeat(200)],
  ["may not have 201 characters", "A".repeat(201), "maxLength"],
  ["may not be empty", "", "minLength"],
  ["may not be blank", "   ", "pattern"],
  ["may not be blank in Unicode", "\u3000", "pattern"],
  ["may not be a no-break space", "\u00A0", "pattern"],
  ["may begin with a space", " Alice"],
  ["may be in any script", "Ζωή Ελένη 李"],
  ["may have quotes and markup", `O'Brien <b>"x"</b>`],
  ["may not have a tab", "A\tB", "pattern"],
  ["may not begin with a control character", "\u0001A", "pattern"],
  ["may not have U+0000", "A\u0000", "pattern"],
  ["may not have U+007F", "A\u007F", "pattern"],
  ["may not have a C1 control character", "A\u009F", "pattern"],
  ["may not be a zero-width space", "\u200B", "format"],
  ["may not be a Hangul filler", "\u3164\uFFA0\u115F", "format"],
  ["may not be a blank of Braille", "\u2800", "format"],
  ["may not be a soft hyphen and a word joiner", "\u00AD\u2060", "format"],
  ["may not be tags", "\u{E0041}\u{E007F}", "format"],
  ["may not be a variation selector", "\uFE0F", "format"],
  ["may not override the writing direction", "Alice\u202Egpj", "pattern"],
  ["may not isolate a writing direction", "\u2066Alice\u2069", "pattern"],
  ["may not have a noncharacter", "Alice\uFFFF", "pattern"],
  ["may not have a noncharacter of another plane", "Alice\u{1FFFE}", "format"],
  ["may have a joiner between visible characters", "👩\u200D🚀"],
  ["may be of marks and letters of a script from right to left", "שָׁלוֹם\u200F"],
  ["may begin with an invisible character", "\u200BAlice"],
  ["may not be a number", 5, "type"],
  ["may not be null", null, "type"],
  ["may not be an array", ["Alice"], "type"],
];

export const ages: readonly Row<unknown>[] = [
  ["may be 0", 0],
  ["may be 150", 150],
  ["may not be -1", -1, "minimum"],
  ["may not be 151", 151, "maximum"],
  ["may not have a fraction", -0.5, "type"],
  ["may not be 10^30", 1e30, "maximum"],
  ["may not be text", "30", "type"],
  ["may not be null", null, "type"],
  ["may not be a boolean", true, "type"],
];

export const keys: readonly Row<string>[] = [
  ["may have 1 character", "k"],
  ["may have 128 characters", "k".repeat(128)],
  ["may not have 129 characters", "k".repeat(129), "maxLength"],
  ["may not be empty", "", "minLength"],
  ["may have digits, dots, hyphens and underscores", "0.a-B_9"],
  ["may be the name of a member of every object", "constructor"],
  ["may not begin with a dot", ".k", "pattern"],
  ["may not begin with an underscore", "__proto__", "pattern"],
  ["may not begin with a hyphen", "-k", "pattern"],
  ["may not have a space", "a%20b", "pattern"],
  ["may not have a letter beyond ASCII", "%C3%A9", "pattern"],
];

export const entityTags: readonly Row<string>[] = [
  ["may be any", "*"],
  ["may be an entity tag", '"abc"'],
  ["may be an empty entity tag", '""'],
  ["may be a weak entity tag", 'W/"abc"'],
  ["may be several", '"a", W/"b" ,"c"'],
  ["may have 2,048 characters", `"${"a".repeat(2046)}"`],
  ["may not have 2,049 characters", `"${"a".repeat(2047)}"`, "maxLength"],
  ["may not be empty", "", "minLength"],
  ["may not be without quotes", "abc", "pattern"],
  ["may not be half quoted", '"abc', "pattern"],
  ["may not be any and one", '*, "a"', "pattern"],
  ["may have empty elements", ',"a",, "b" ,'],
  ["may have tabs around its elements", '"a"\t,\t"b"'],
  ["may have characters beyond ASCII", '"\u00e9"'],
  ["may not be commas alone", ",,", "pattern"],
  ["may not lack a comma", '"a" "b"', "pattern"],
  ["may not have a space in a tag", '"a b"', "pattern"],
];

export const places: readonly Row<string>[] = [
  ["may have 1 character", "a"],
  ["may have 4,096 characters", "a".repeat(4096)],
  ["may not be empty", "", "minLength"],
  ["may not have 4,097 characters", "a".repeat(4097), "maxLength"],
  ["may not have other characters", "a%20b", "pattern"],
];
