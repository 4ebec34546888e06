import { describe, expect, it } from "vitest";
import { placesOf, useTarget } from "./target.ts";

const target = useTarget();

type Place = { readonly pointer: string; readonly code: string };

/** To every operation that takes a user. */
const expectPlaces = async (body: string, expected: readonly Place[]): Promise<void> => {
  for (const send of [
    () => target.send("POST", "/api/users", body),
    () => target.send("PATCH", "/api/users/1", body),
    () => target.send("PATCH", "/api/users/1", body, { "content-type": "application/merge-patch+json" }),
  ]) {
    const { problem } = await target.expectRefused(send, "invalid-request");
    const places = placesOf(problem);
    expect(places).toHaveLength(expected.length);
    expect(places).toEqual(expect.arrayContaining([...expected]));
  }
};

const wrongType = (pointer: string): readonly Place[] => [{ pointer, code: "type" }];

describe("case 8: a value of another type is refused, and not made to fit", () => {
  it.each([
    ["text for a number", '{"name":"A","age":"5"}', "/age"],
    ["empty text for a number", '{"name":"A","age":""}', "/age"],
    ["a boolean for a number", '{"name":"A","age":true}', "/age"],
    ["null for a number", '{"name":"A","age":null}', "/age"],
    ["an array of one number", '{"name":"A","age":[5]}', "/age"],
    ["an empty array for a number", '{"name":"A","age":[]}', "/age"],
    ["an object for a number", '{"name":"A","age":{"$gt":0}}', "/age"],
    ["a number for text", '{"name":5,"age":5}', "/name"],
    ["a boolean for text", '{"name":false,"age":5}', "/name"],
    ["null for text", '{"name":null,"age":5}', "/name"],
    ["an array for text", '{"name":["A"],"age":5}', "/name"],
    ["an object for text", '{"name":{"length":1},"age":5}', "/name"],
    ["an object that says that it is text", '{"name":{"toString":"A"},"age":5}', "/name"],
    ["null for everything", "null", ""],
    ["an array for everything", '[{"name":"A","age":5}]', ""],
    ["an empty array for everything", "[]", ""],
    ["text for everything", '"A"', ""],
    ["a user in a text", '"{\\"name\\":\\"A\\",\\"age\\":5}"', ""],
    ["a number for everything", "5", ""],
    ["a boolean for everything", "true", ""],
  ])("%s", async (_, body, pointer) => {
    await expectPlaces(body, wrongType(pointer));
  });

  it.each([
    ["PUT", "/api/data/key", '{"value":5}', "/value"],
    ["PUT", "/api/data/key", '{"value":null}', "/value"],
    ["PUT", "/api/data/key", '{"value":{"a":"b"}}', "/value"],
    ["PUT", "/api/data/key", '{"value":["v"]}', "/value"],
    ["PUT", "/api/users/1/contact", '{"phone":493012345678}', "/phone"],
    ["PUT", "/api/users/1/contact", '{"email":null}', "/email"],
    ["PUT", "/api/users/1/contact", '{"email":["a@example.com"]}', "/email"],
  ])("%s %s %s", async (method, path, body, pointer) => {
    const { problem } = await target.expectRefused(() => target.send(method, path, body), "invalid-request");
    expect(placesOf(problem)).toEqual(wrongType(pointer));
  });
});

describe("case 9: a field that is not declared is refused, and named", () => {
  const unknown = (pointer: string): readonly Place[] => [{ pointer, code: "unknown" }];

  it.each([
    ["a role", '{"name":"A","age":5,"role":"admin"}', "/role"],
    ["a role of null", '{"name":"A","age":5,"role":null}', "/role"],
    ["a role of undefined meaning", '{"name":"A","age":5,"role":{"$set":"admin"}}', "/role"],
    ["the scopes of a key", '{"name":"A","age":5,"scopes":["users:write"]}', "/scopes"],
    ["an id", '{"name":"A","age":5,"id":1}', "/id"],
    ["the e-mail address of another operation", '{"name":"A","age":5,"email":"a@example.com"}', "/email"],
    ["a name in another case", '{"name":"A","age":5,"Name":"B"}', "/Name"],
    ["a name with a space", '{"name":"A","age":5,"name ":"B"}', "/name "],
    ["a name with an invisible character", '{"name":"A","age":5,"name\u200b":"B"}', "/name\u200b"],
    ["a name in letters of another script", '{"name":"A","age":5,"nаme":"B"}', "/nаme"],
    ["an empty name", '{"name":"A","age":5,"":1}', "/"],
    ["a path", '{"name":"A","age":5,"a.b":1}', "/a.b"],
    ["a name that needs escapes in a pointer", '{"name":"A","age":5,"a/~b":1}', "/a~1~0b"],
    ["markup", '{"name":"A","age":5,"<script>":1}', "/<script>"],
    ["a name longer than a pointer may be", `{"name":"A","age":5,"${"n".repeat(2_000)}":1}`, `/${"n".repeat(1_023)}`],
  ])("%s", async (_, body, pointer) => {
    await expectPlaces(body, unknown(pointer));
  });

  it("where the end of a pointer would halve a character, the whole answer is still UTF-8", async () => {
    const body = JSON.stringify({ name: "A", age: 5, [`${"n".repeat(1_022)}😀`]: 1 });
    const { text } = await target.expectRefused(() => target.send("POST", "/api/users", body), "invalid-request");
    expect(JSON.parse(text).errors[0].pointer.isWellFormed()).toBe(true);
  });

  it.each([
    ["PUT", "/api/data/key", '{"value":"v","key":"other"}', "/key"],
    ["PUT", "/api/users/1/contact", '{"phone":"+493012345678","userId":2}', "/userId"],
    ["PUT", "/api/users/1/contact", '{"phone":"+493012345678","role":"admin"}', "/role"],
  ])("%s %s %s", async (method, path, body, pointer) => {
    const { problem } = await target.expectRefused(() => target.send(method, path, body), "invalid-request");
    expect(placesOf(problem)).toEqual(unknown(pointer));
  });
});

describe("case 10: a number that is no integer of the range is refused, and not rounded", () => {
  it.each([
    ["9007199254740993", "maximum"],
    ["-9007199254740993", "minimum"],
    ["18446744073709551616", "maximum"],
    ["1e30", "maximum"],
    ["1E+30", "maximum"],
    ["151", "maximum"],
    ["150.00000000000003", "type"],
    ["-0.5", "type"],
    ["0.1", "type"],
    ["1e-7", "type"],
    ["36.5", "type"],
    ["-1", "minimum"],
  ])("%s", async (number, code) => {
    await expectPlaces(`{"name":"A","age":${number}}`, [{ pointer: "/age", code }]);
  });

  it.each(["9007199254740992", "9007199254740993", "99999999999999999999", "-1", "1.5", "1e3", "0"])(
    "%s for an id",
    async (id) => {
      for (const [method, path] of [
        ["GET", `/api/users/${id}`],
        ["DELETE", `/api/users/${id}`],
        ["GET", `/api/users/${id}/contact`],
      ] as const) {
        const { problem } = await target.expectRefused(() => target.send(method, path), "invalid-request");
        expect(placesOf(problem)).toEqual([{ parameter: "userId", code: expect.any(String) }]);
      }
    },
  );
});

describe("case 11: every invalid field is named at once, with its pointer", () => {
  it("three of a body", async () => {
    await expectPlaces('{"name":"","age":151,"role":"admin"}', [
      { pointer: "/role", code: "unknown" },
      { pointer: "/name", code: "minLength" },
      { pointer: "/age", code: "maximum" },
    ]);
  });

  it("those of path, query, headers and body together", async () => {
    const headers = { "if-match": "rubbish" };
    const send = () => target.send("PATCH", "/api/users/0?a=1&b=2", '{"age":"x","c":1}', headers);
    const { problem } = await target.expectRefused(send, "invalid-request");
    const places = placesOf(problem);
    expect(places).toHaveLength(6);
    expect(places).toEqual(
      expect.arrayContaining([
        { parameter: "userId", code: "minimum" },
        { parameter: "a", code: "unknown" },
        { parameter: "b", code: "unknown" },
        { header: "If-Match", code: "pattern" },
        { pointer: "/age", code: "type" },
        { pointer: "/c", code: "unknown" },
      ]),
    );
  });
});
