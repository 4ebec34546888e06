import { describe, it } from "vitest";
import { bodyWays } from "./bodies.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

describe("case 1: a body that is not well-formed JSON is refused by every operation that takes one", () => {
  it.each<[string, string]>([
    ["truncated", '{"name":"A","age":1'],
    ["truncated in a string", '{"name":"A'],
    ["truncated in an escape", '{"name":"A\\u00'],
    ["truncated in a number", '{"name":"A","age":-'],
    ["empty but for a space", " "],
    ["empty but for a line break", "\r\n"],
    ["empty but for a byte order mark", "\uFEFF"],
    ["a byte order mark in the middle", '{"name":\uFEFF"A","age":1}'],
    ["two byte order marks", '\uFEFF\uFEFF{"name":"A","age":1}'],
    ["a word", "nul"],
    ["a word in capitals", "TRUE"],
    ["undefined", "undefined"],
    ["NaN", '{"name":"A","age":NaN}'],
    ["Infinity", '{"name":"A","age":-Infinity}'],
    ["a raw U+0000 in a string", '{"name":"A\0","age":1}'],
    ["a raw U+0000 before it", '\0{"name":"A","age":1}'],
    ["a raw U+0000 after it", '{"name":"A","age":1}\0'],
    ["a raw line break in a string", '{"name":"A\n","age":1}'],
    ["a raw tab in a string", '{"name":"A\t","age":1}'],
    ["a vertical tab between", '{"name":"A",\x0b"age":1}'],
    ["a no-break space between", '{"name":"A",\u00a0"age":1}'],
    ["a line separator between", '{"name":"A",\u2028"age":1}'],
    ["single quotes", "{'name':'A','age':1}"],
    ["typographic quotes", '{“name”:"A","age":1}'],
    ["a name without quotes", '{name:"A","age":1}'],
    ["a number for a name", '{1:"A","age":1}'],
    ["a comma at the end", '{"name":"A","age":1,}'],
    ["a comma at the beginning", '{,"name":"A","age":1}'],
    ["no comma", '{"name":"A" "age":1}'],
    ["no colon", '{"name" "A","age":1}'],
    ["a comment", '{"name":"A",/**/"age":1}'],
    ["a comment after it", '{"name":"A","age":1}//'],
    ["a hexadecimal number", '{"name":"A","age":0x10}'],
    ["a leading zero", '{"name":"A","age":01}'],
    ["a plus sign", '{"name":"A","age":+1}'],
    ["a point at the beginning of a number", '{"name":"A","age":.5}'],
    ["a point at its end", '{"name":"A","age":5.}'],
    ["an exponent of nothing", '{"name":"A","age":1e}'],
    ["a BigInt", '{"name":"A","age":1n}'],
    ["digits apart", '{"name":"A","age":1_0}'],
    ["digits of another script", '{"name":"A","age":٣}'],
    ["two values", '{"name":"A","age":1}{"name":"B","age":1}'],
    ["two values on two lines", '{"name":"A","age":1}\n{"name":"B","age":1}'],
    ["a bracket too many", '{"name":"A","age":1}}'],
    ["brackets that do not match", '{"name":"A","age":1]'],
    ["a form", "name=A&age=1"],
    ["YAML", "name: A\nage: 1"],
    ["XML", "<user><name>A</name></user>"],
    ["the prefix against hijacking", ')]}\',\n{"name":"A","age":1}'],
    ["an escape that is none", '{"name":"\\x41","age":1}'],
    ["an escape in octal", '{"name":"\\101","age":1}'],
    ["an escape of a code point", '{"name":"\\u{41}","age":1}'],
    ["a template", '{"name":`A`,"age":1}'],
  ])("%s", async (_, body) => {
    for (const { send } of bodyWays) await target.expectRefused(() => send(target, body), "malformed-body");
  });
});

describe("case 1: numbers that no number holds are no values of any field", () => {
  it.each(["1e400", "-1e400", `1${"0".repeat(400)}`, "1e99999999999"])("%s", async (number) => {
    for (const body of [`{"name":"A","age":${number}}`, `{"value":${number}}`, `{"email":${number}}`, number]) {
      for (const { send } of bodyWays) await target.expectRefused(() => send(target, body), "invalid-request");
    }
  });
});
