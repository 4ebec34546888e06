import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "../support/problem.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";

const sample = '[{"id":1,"name":"Alice","age":30},{"id":2,"name":"Bob","age":25}]';

let roster: TestRoster;
let key: string;
beforeAll(async () => {
  roster = await startRoster();
  key = await roster.createKey(["users:write", "data:write"]);
});
afterEach(async () => {
  // Nothing is stored, nothing is broken.
  expect((await roster.request("GET", "/api/users")).text).toBe(sample);
  expect((await roster.request("GET", "/api/data")).text).toBe('{"key":"value"}');
});
afterAll(() => roster[Symbol.asyncDispose]());

const post = (body: unknown) => roster.request("POST", "/api/users", { key, body });
const patch = (body: unknown) => roster.request("PATCH", "/api/users/1", { key, body });
const put = (body: unknown) => roster.request("PUT", "/api/data/key", { key, body });

const withByte = (...bytes: number[]): Uint8Array =>
  Buffer.concat([Buffer.from('{"name":"A'), Buffer.from(bytes), Buffer.from('","age":1}')]);

describe("a body that is not well-formed JSON is refused", () => {
  it.each<[string, string | Uint8Array]>([
    ["truncated", '{"name":"A","age":1'],
    ["truncated in a string", '{"name":"A'],
    ["only a space", " "],
    ["a word", "nul"],
    ["undefined", "undefined"],
    ["NaN", '{"name":"A","age":NaN}'],
    ["Infinity", '{"name":"A","age":-Infinity}'],
    ["a raw U+0000 in a string", '{"name":"A\0","age":1}'],
    ["a raw U+0000 after it", '{"name":"A","age":1}\0'],
    ["a raw line break in a string", '{"name":"A\n","age":1}'],
    ["single quotes", "{'name':'A','age':1}"],
    ["a name without quotes", '{name:"A","age":1}'],
    ["a comma at the end", '{"name":"A","age":1,}'],
    ["a comment", '{"name":"A",/**/"age":1}'],
    ["a hexadecimal number", '{"name":"A","age":0x10}'],
    ["a leading zero", '{"name":"A","age":01}'],
    ["two values", '{"name":"A","age":1}{"name":"B","age":1}'],
    ["a form", "name=A&age=1"],
    ["an escape that is none", '{"name":"\\x41","age":1}'],
    ["a byte that UTF-8 has not", withByte(0xff)],
    ["a truncated UTF-8 sequence", withByte(0xe2, 0x82)],
    ["an overlong U+0000", withByte(0xc0, 0x80)],
    ["an overlong slash", withByte(0xe0, 0x80, 0xaf)],
    ["a surrogate in UTF-8", withByte(0xed, 0xa0, 0x80)],
    ["a code point beyond Unicode", withByte(0xf5, 0x80, 0x80, 0x80)],
    ["UTF-16", Buffer.from('{"name":"A","age":1}', "utf16le")],
    ["half a surrogate pair", '{"name":"\\ud800","age":1}'],
    ["the other half", '{"name":"\\uDFFF","age":1}'],
    ["the halves in the wrong order", '{"name":"\\udc00\\ud800","age":1}'],
    ["half a surrogate pair in a name", '{"name":"A","age":1,"\\udbff":1}'],
    ["half a surrogate pair deep inside", `{"name":${"[".repeat(5000)}"\\ud800"${"]".repeat(5000)},"age":1}`],
    ["__proto__", '{"name":"A","age":1,"__proto__":{"polluted":true}}'],
    ["an escaped __proto__", '{"name":"A","age":1,"\\u005f_proto__":{"polluted":true}}'],
    [
      "a wholly escaped __proto__",
      '{"\\u005f\\u005f\\u0070\\u0072\\u006f\\u0074\\u006f\\u005f\\u005f":{"polluted":1}}',
    ],
    ["__proto__ deep inside", '{"name":[[{"__proto__":{"polluted":true}}]],"age":1}'],
    ["constructor.prototype", '{"name":"A","age":1,"constructor":{"prototype":{"polluted":true}}}'],
    ["an escaped constructor.prototype", '{"name":"A","age":1,"c\\u006fnstructor":{"prototype":{"polluted":true}}}'],
  ])("%s", async (_, body) => {
    expectProblem(await post(body), "malformed-body");
    expectProblem(await patch(body), "malformed-body");
    expectProblem(await put(body), "malformed-body");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a value of another type is refused, and not made to fit", () => {
  it.each<[string, string, Record<string, string>[]]>([
    ["text for a number", '{"name":"A","age":"5"}', [{ pointer: "/age", code: "type" }]],
    ["a number for text", '{"name":5,"age":5}', [{ pointer: "/name", code: "type" }]],
    ["null for text", '{"name":null,"age":5}', [{ pointer: "/name", code: "type" }]],
    ["null for a number", '{"name":"A","age":null}', [{ pointer: "/age", code: "type" }]],
    ["an array for a scalar", '{"name":["A"],"age":5}', [{ pointer: "/name", code: "type" }]],
    ["an array of one number", '{"name":"A","age":[5]}', [{ pointer: "/age", code: "type" }]],
    ["an object for text", '{"name":{"length":1},"age":5}', [{ pointer: "/name", code: "type" }]],
    ["a boolean for a number", '{"name":"A","age":true}', [{ pointer: "/age", code: "type" }]],
    ["a fraction", '{"name":"A","age":-0.5}', [{ pointer: "/age", code: "type" }]],
    ["a number past 2^53", '{"name":"A","age":9007199254740993}', [{ pointer: "/age", code: "maximum" }]],
    ["10^30", '{"name":"A","age":1e30}', [{ pointer: "/age", code: "maximum" }]],
    ["1e400", '{"name":"A","age":1e400}', [{ pointer: "/age", code: "type" }]],
    ["U+0000 escaped", '{"name":"A\\u0000B","age":5}', [{ pointer: "/name", code: "pattern" }]],
    ["an undeclared field", '{"name":"A","age":5,"role":"admin"}', [{ pointer: "/role", code: "unknown" }]],
    ["an undeclared id", '{"name":"A","age":5,"id":1}', [{ pointer: "/id", code: "unknown" }]],
    ["a name in another case", '{"name":"A","age":5,"Name":"B"}', [{ pointer: "/Name", code: "unknown" }]],
    ["a constructor", '{"name":"A","age":5,"constructor":1}', [{ pointer: "/constructor", code: "unknown" }]],
    ["a field whose name needs an escape", '{"name":"A","age":5,"a/~b":1}', [{ pointer: "/a~1~0b", code: "unknown" }]],
    ["null for everything", "null", [{ pointer: "", code: "type" }]],
    ["an array for everything", '[{"name":"A","age":5}]', [{ pointer: "", code: "type" }]],
    ["text for everything", '"A"', [{ pointer: "", code: "type" }]],
    [
      "three wrong fields, all named",
      '{"name":"","age":151,"role":"admin"}',
      [
        { pointer: "/role", code: "unknown" },
        { pointer: "/name", code: "minLength" },
        { pointer: "/age", code: "maximum" },
      ],
    ],
  ])("%s", async (_, body, errors) => {
    for (const answer of [await post(body), await patch(body)]) {
      const named = expectProblem(answer, "invalid-request").errors?.map(({ message: _, ...place }) => place);
      expect(named).toHaveLength(errors.length);
      expect(named).toEqual(expect.arrayContaining(errors));
    }
  });

  it("U+0000 in a datum", async () => {
    const { errors } = expectProblem(await put('{"value":"a\\u0000"}'), "invalid-request");
    expect(errors).toMatchObject([{ pointer: "/value", code: "pattern" }]);
  });
});

describe("a required body that is absent is one error among the others", () => {
  it.each([
    ["no bytes", undefined],
    ["an empty body", ""],
  ])("%s", async (_, body) => {
    const answer = await roster.request("PATCH", "/api/users/0?x=1", { key, body });
    const { errors } = expectProblem(answer, "invalid-request");
    expect(errors?.map(({ message: _, ...place }) => place)).toEqual([
      { parameter: "x", code: "unknown" },
      { pointer: "", code: "required" },
      { parameter: "userId", code: "minimum" },
    ]);
  });
});
