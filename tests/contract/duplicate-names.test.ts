import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duplicateNamesIn } from "../../src/core/contract/duplicate-names.ts";
import { bodyWays } from "../hostile/bodies.ts";
import { placesOf, useTarget } from "../hostile/target.ts";

const pointersIn = (json: string): readonly unknown[] =>
  duplicateNamesIn(json).map((field) => ("pointer" in field ? field.pointer : field));

describe("a name that an object has twice", () => {
  it.each([
    ["as it is", '{"a":1,"a":2}', ["/a"]],
    ["three times", '{"a":1,"a":2,"a":3}', ["/a", "/a"]],
    ["with an escape", '{"a":1,"\\u0061":2}', ["/a"]],
    ["with two escapes", '{"\\u0061":1,"\\u0061":2}', ["/a"]],
    ["a slash, with and without an escape", '{"a/b":1,"a\\/b":2}', ["/a~1b"]],
    ["a tilde", '{"~":1,"~":2}', ["/~0"]],
    ["empty", '{"":1,"":2}', ["/"]],
    ["a quote", '{"\\"":1,"\\u0022":2}', ['/"']],
    ["a backslash", '{"\\\\":1,"\\u005c":2}', ["/\\"]],
    ["a pair of surrogates", '{"😀":1,"\\ud83d\\ude00":2}', ["/😀"]],
    ["inside an object", '{"a":{"b":1,"b":2}}', ["/a/b"]],
    ["inside an array", '[0,{"b":{},"b":[]},{"c":1,"c":1}]', ["/1/b", "/2/c"]],
    ["after a member that is an object", '{"a":{"x":1},"a":1}', ["/a"]],
    ["after an array", '{"a":[1,{"a":1},2],"a":1}', ["/a"]],
    ["spread over lines", '{\n "a" :\t1 ,\r\n "a" : 2 }', ["/a"]],
  ])("is found: %s", (_, json, pointers) => {
    expect(pointersIn(json)).toEqual(pointers);
  });

  it.each([
    ["none", "{}"],
    ["another case", '{"a":1,"A":2}'],
    ["composed and decomposed", '{"\u00e9":1,"e\u0301":2}'],
    ["in another object", '{"a":{"a":{"a":1}},"b":{"a":1}}'],
    ["as a value", '{"a":"a","b":"a"}'],
    ["in an array", '["a","a",["a"]]'],
    ["in a text", '{"a":"{\\"b\\":1,\\"b\\":2}","c":",\\"c\\":"}'],
    ["no object", '"a"'],
  ])("is not seen where there is none: %s", (_, json) => {
    expect(pointersIn(json)).toEqual([]);
  });

  it("is seen in no JSON that was written from a value", () => {
    const isFree = (json: string): boolean => pointersIn(JSON.stringify(JSON.parse(json))).length === 0;
    fc.assert(fc.property(fc.json(), isFree));
  });

  it("is reported a hundred times at most", () => {
    expect(pointersIn(`{${'"a":1,'.repeat(10_000)}"a":1}`)).toHaveLength(100);
  });
});

const target = useTarget();

describe("every operation that takes a body refuses a name that stands twice, with its pointer", () => {
  it.each(bodyWays)("$name", async ({ send }) => {
    for (const [body, pointer] of [
      ['{"name":"A","name":"B"}', "/name"],
      ['{"name":"A","\\u006eame":"A"}', "/name"],
      ['{"x":[{"y":1,"y":2}]}', "/x/0/y"],
    ] as const) {
      const { problem } = await target.expectRefused(() => send(target, body), "invalid-request");
      expect(placesOf(problem)).toEqual([{ pointer, code: "duplicate" }]);
    }
  });
});
