import { describe, expect, it } from "vitest";
import { bodyWays } from "./bodies.ts";
import { placesOf, useTarget } from "./target.ts";

const target = useTarget();

/** A body for each operation, with these bytes in the middle of its text. */
const around = (...bytes: readonly number[]): readonly Uint8Array[] =>
  ['{"name":"A', '{"value":"A', '{"email":"A'].map((start) =>
    Buffer.concat([Buffer.from(start), Buffer.from(bytes), Buffer.from('"}')]),
  );

describe("case 7: bytes that are not UTF-8 are refused, and not repaired", () => {
  it.each([
    ["a byte that UTF-8 has not", around(0xff)],
    ["a continuation without a beginning", around(0x80)],
    ["a truncated sequence", around(0xe2, 0x82)],
    ["a sequence that another cuts off", around(0xe2, 0x41)],
    ["Latin-1", around(0xe9)],
    ["an overlong U+0000", around(0xc0, 0x80)],
    ["an overlong quote", around(0xc0, 0xa2)],
    ["an overlong slash", around(0xe0, 0x80, 0xaf)],
    ["an overlong slash of four bytes", around(0xf0, 0x80, 0x80, 0xaf)],
    ["a surrogate", around(0xed, 0xa0, 0x80)],
    ["a pair of surrogates (CESU-8)", around(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80)],
    ["a code point beyond Unicode", around(0xf4, 0x90, 0x80, 0x80)],
    ["a sequence of five bytes", around(0xf8, 0x88, 0x80, 0x80, 0x80)],
    ["UTF-16", [Buffer.from('{"name":"A","age":1}', "utf16le")]],
    ["UTF-16 with a mark", [Buffer.from('\uFEFF{"name":"A","age":1}', "utf16le")]],
    ["UTF-7", [Buffer.from("+AHsAIgBuACIAOgAxAH0-")]],
    ["a byte behind the value", [Buffer.concat([Buffer.from('{"name":"A","age":1}'), Buffer.from([0xff])])]],
  ])("%s", async (_, bodies) => {
    for (const { send } of bodyWays) {
      for (const body of bodies) await target.expectRefused(() => send(target, body), "malformed-body");
    }
  });
});

describe("case 7: half a surrogate pair is no character, and is refused wherever it stands", () => {
  it.each([
    ["the first half", '{"name":"\\ud800","age":1}'],
    ["the first half before a letter", '{"name":"\\uD83Dx","age":1}'],
    ["the second half", '{"name":"\\uDFFF","age":1}'],
    ["the halves in the wrong order", '{"name":"\\udc00\\ud800","age":1}'],
    ["a pair and a half", '{"name":"\\ud83d\\ude00\\ud83d","age":1}'],
    ["two first halves", '{"name":"\\ud83d\\ud83d\\ude00","age":1}'],
    ["in a datum", '{"value":"\\ud800"}'],
    ["in an e-mail address", '{"email":"a\\ud800@example.com"}'],
    ["in the name of a field", '{"name":"A","age":1,"\\udbff":1}'],
    ["in an array", '{"name":["\\ud800"],"age":1}'],
    ["deep inside", `{"name":${"[".repeat(5000)}"\\ud800"${"]".repeat(5000)},"age":1}`],
  ])("%s", async (_, body) => {
    for (const { send } of bodyWays) await target.expectRefused(() => send(target, body), "malformed-body");
  });
});

describe("case 7: U+0000, which one database refuses and another cuts at, is stored nowhere", () => {
  const spellings = ["\\u0000", "a\\u0000", "\\u0000a", "a\\u0000b"];

  it.each(spellings)("%s", async (text) => {
    for (const [method, path, name, value] of [
      ["POST", "/api/users", "name", `{"name":"${text}","age":1}`],
      ["PATCH", "/api/users/1", "name", `{"name":"${text}"}`],
      ["PUT", "/api/data/key", "value", `{"value":"${text}"}`],
      ["PUT", "/api/users/1/contact", "email", `{"email":"${text}@example.com"}`],
      ["PUT", "/api/users/1/contact", "phone", `{"phone":"+493012345${text}"}`],
    ] as const) {
      const { problem } = await target.expectRefused(() => target.send(method, path, value), "invalid-request");
      expect(placesOf(problem)).toEqual([{ pointer: `/${name}`, code: "pattern" }]);
    }
  });

  it("nor in the name of a field", async () => {
    const body = '{"name":"A","age":1,"a\\u0000":1}';
    const { problem } = await target.expectRefused(() => target.send("POST", "/api/users", body), "invalid-request");
    expect(placesOf(problem)).toEqual([{ pointer: "/a\0", code: "unknown" }]);
  });
});
