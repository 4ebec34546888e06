/** Bodies that are small for what they make of a parser, a validator or whoever walks through them. */

const repeated = (length: number, text: string): string => text.repeat(Math.floor(length / text.length));
const nested = (length: number, open: string, core: string, close: string): string => {
  const depth = Math.floor((length - core.length) / (open.length + close.length));
  return `${open.repeat(depth)}${core}${close.repeat(depth)}`;
};

/** Each of about so many bytes, and none of them a user. */
export const deepTexts: Readonly<Record<string, (length: number) => string>> = {
  "arrays in arrays": (length) => nested(length, "[", "", "]"),
  "arrays in a field": (length) => `{"name":${nested(length - 20, "[", "", "]")},"age":1}`,
  "arrays that never end": (length) => "[".repeat(length),
  "objects in objects": (length) => nested(length, '{"a":', "1", "}"),
  "a forbidden name at the bottom": (length) => nested(length, '{"a":', '{"__proto__":1}', "}"),
  "half a surrogate pair at the bottom": (length) => nested(length, "[", '"\\ud800"', "]"),
  "many items": (length) => `{"name":[${repeated(length - 22, "0,")}0],"age":1}`,
  "many empty objects": (length) => `[${repeated(length - 4, "{},")}{}]`,
  "many empty names": (length) => `{${repeated(length - 6, '"":0,')}"":0}`,
  "one long name": (length) => `{"${"n".repeat(length)}":1}`,
  "a long name of escapes": (length) => `{"${repeated(length, "\\u006e")}":1}`,
  "a long number": (length) => `{"name":"A","age":${"9".repeat(length)}}`,
  "a long fraction": (length) => `{"name":"A","age":0.${"1".repeat(length)}}`,
  "a long exponent": (length) => `{"name":"A","age":1e${"9".repeat(length)}}`,
  "many spaces": (length) => `{"name":"A","age":${" ".repeat(length)}-1}`,
  "a name of spaces": (length) => `{"name":"${" ".repeat(length)}","age":1}`,
  "a name of spaces and one letter": (length) => `{"name":"${" ".repeat(length)}a","age":1}`,
  "a name of line breaks": (length) => `{"name":"${repeated(length, "\\n")}","age":1}`,
  "quotes, escaped": (length) => `{"name":"${repeated(length, '\\"')}","age":1}`,
};

/** Those of the hostile cases by name: far beyond what a body may have. */
export const deepBodies: readonly (readonly [string, string])[] = [
  ["100,000 levels deep", nested(200_000, "[", "", "]")],
  ["100,000 levels deep, without an end", "[".repeat(100_000)],
  ["100,000 objects deep", nested(600_000, '{"a":', "", "}")],
  ["1,000,000 items long", `[${"0,".repeat(999_999)}0]`],
  ["1,000,000 names long", `{${'"a":0,'.repeat(999_999)}"a":0}`],
];
