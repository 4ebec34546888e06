/**
 * Every rule that the contract has for a request, stated once more by hand, as values on both sides of each bound. A bound
 * that changes in the contract is noticed here (`request-rules.test.ts`), and has to be changed here on purpose.
 */

import { emails, phones } from "./contact-fields.ts";

/** A request in the terms of the contract, and the field that is wrong with it; none: it is accepted. */
export interface Rule {
  readonly operationId: string;
  readonly rule: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** By their names in lower case, as Node has them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly wrong?: { readonly place: Readonly<Record<string, string>>; readonly code: string };
}

type Field = Pick<Rule, "params" | "query" | "headers" | "body">;

/** Rules of one field: `[what is stated, the value, the code of its error]`. */
export type Row<Value> = readonly [rule: string, value: Value, code?: string];

const rulesOf = <Value>(
  operationId: string,
  place: Readonly<Record<string, string>>,
  request: (value: Value) => Field,
  rows: readonly Row<Value>[],
): readonly Rule[] =>
  rows.map(([rule, value, code]) => ({
    operationId,
    rule: `${Object.values(place)[0] || "the body"} ${rule}`,
    ...request(value),
    ...(code !== undefined && { wrong: { place, code } }),
  }));

const integer = (minimum: number, maximum: number): readonly Row<string>[] => [
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

const names: readonly Row<unknown>[] = [
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
  ["may not be a number", 5, "type"],
  ["may not be null", null, "type"],
  ["may not be an array", ["Alice"], "type"],
];

const ages: readonly Row<unknown>[] = [
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

const userIds = (operationId: string, body?: unknown): readonly Rule[] =>
  rulesOf(
    operationId,
    { parameter: "userId" },
    (userId: string) => ({ params: { userId }, ...(body !== undefined && { body }) }),
    [
      ...integer(1, Number.MAX_SAFE_INTEGER).filter(([rule]) => rule !== "may not be empty"),
      ["may not be a word", "me", "type"],
    ],
  );

const keys: readonly Row<string>[] = [
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

const datumKeys = (operationId: string, body?: unknown): readonly Rule[] =>
  rulesOf(
    operationId,
    { parameter: "key" },
    (key: string) => ({ params: { key }, ...(body !== undefined && { body }) }),
    keys,
  );

const inQuery = (name: string, rows: readonly Row<string>[]): readonly Rule[] =>
  rulesOf("listUsers", { parameter: name }, (text: string) => ({ query: `${name}=${text}` }), rows);

const alice = { name: "Alice", age: 30 };
const params = { userId: "1" };

const bodies = (operationId: string, others: Field, rows: readonly (readonly [...Row<unknown>, string?])[]) =>
  rows.flatMap(([rule, body, code, pointer = ""]) =>
    rulesOf(operationId, { pointer }, (value: unknown) => ({ ...others, body: value }), [
      code === undefined ? [rule, body] : [rule, body, code],
    ]),
  );

const inHeader = (operationId: string, name: string, others: Field, rows: readonly Row<string>[]): readonly Rule[] =>
  rulesOf(
    operationId,
    { header: name },
    (text: string) => ({ ...others, headers: { [name.toLowerCase()]: text } }),
    rows,
  );

const entityTags: readonly Row<string>[] = [
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
  ["may not end with a comma", '"a",', "pattern"],
  ["may not have a space in a tag", '"a b"', "pattern"],
];

export const rules: readonly Rule[] = [
  ...userIds("getUser"),
  ...userIds("updateUser", {}),
  ...userIds("deleteUser"),
  ...userIds("getContact"),
  ...userIds("putContact", { email: "alice@example.com" }),
  ...userIds("deleteContact"),
  ...datumKeys("getDatum"),
  ...datumKeys("putDatum", { value: "v" }),
  ...datumKeys("deleteDatum"),

  ...inQuery("limit", integer(1, 500)),
  ...inQuery("minAge", integer(0, 150)),
  ...inQuery("maxAge", integer(0, 150)),
  ...inQuery("sort", [
    ...["id", "-id", "name", "-name", "age", "-age"].map((sort) => [`may be ${sort}`, sort] as const),
    ["may not be another field", "role", "enum"],
    ["may not be in another case", "ID", "enum"],
    ["may not be empty", "", "enum"],
  ]),
  ...inQuery("name", [
    ["may have 1 character", "a"],
    ["may have 200 characters", "a".repeat(200)],
    ["may not have 201 characters", "a".repeat(201), "maxLength"],
    ["may not be empty", "", "minLength"],
    ["may be a space", "%20"],
    ["may be per cent", "%25"],
    ["may not have a control character", "a%00", "pattern"],
    ["may not have U+007F", "a%7F", "pattern"],
    ["may not have a C1 control character", "a%C2%9F", "pattern"],
  ]),
  ...inQuery("cursor", [
    ["may have 1 character", "a"],
    ["may have 4,096 characters", "a".repeat(4096)],
    ["may not be empty", "", "minLength"],
    ["may not have 4,097 characters", "a".repeat(4097), "maxLength"],
    ["may not have other characters", "a%20b", "pattern"],
  ]),

  ...inHeader("getUser", "If-None-Match", { params }, entityTags),
  ...inHeader("listUsers", "If-None-Match", {}, entityTags),
  ...inHeader("getData", "If-None-Match", {}, entityTags),
  ...inHeader("getDatum", "If-None-Match", { params: { key: "k" } }, entityTags),
  ...inHeader("updateUser", "If-Match", { params, body: {} }, entityTags),
  ...inHeader("deleteUser", "If-Match", { params }, entityTags),
  ...inHeader("putDatum", "If-Match", { params: { key: "k" }, body: { value: "v" } }, entityTags),
  ...inHeader("putDatum", "If-None-Match", { params: { key: "k" }, body: { value: "v" } }, entityTags),
  ...inHeader("deleteDatum", "If-Match", { params: { key: "k" } }, entityTags),
  ...inHeader("createUser", "Idempotency-Key", { body: alice }, [
    ["may have 1 character", "k"],
    ["may have 255 characters", "k".repeat(255)],
    ["may be any visible character", '!"#~{}'],
    ["may not have 256 characters", "k".repeat(256), "maxLength"],
    ["may not be empty", "", "minLength"],
    ["may not have a space", "a b", "pattern"],
    ["may not have a letter beyond ASCII", "é", "pattern"],
  ]),
  ...rulesOf(
    "findContacts",
    { parameter: "email" },
    (email: string) => ({ query: `email=${encodeURIComponent(email)}` }),
    emails,
  ),
  ...rulesOf("findContacts", { parameter: "email" }, (query: string) => ({ query }), [
    ["must be there", "", "required"],
    ["has a space where a + is not encoded", "email=alice+work@example.com", "pattern"],
  ]),
  ...rulesOf("putContact", { pointer: "/email" }, (email: unknown) => ({ params, body: { email } }), [
    ...emails,
    ["may not be a number", 5, "type"],
    ["may not be null", null, "type"],
  ]),
  ...rulesOf("putContact", { pointer: "/phone" }, (phone: unknown) => ({ params, body: { phone } }), phones),
  ...bodies("putContact", { params }, [
    ["may have both", { email: "alice@example.com", phone: "+493012345678" }],
    ["may not be empty", {}, "minProperties"],
    ["may have nothing else", { phone: "+493012345678", fax: "+493012345679" }, "unknown", "/fax"],
    ["may not name the user", { phone: "+493012345678", userId: 1 }, "unknown", "/userId"],
    ["must be an object", "alice@example.com", "type"],
    ["must be there", undefined, "required"],
  ]),

  ...rulesOf("createUser", { pointer: "/name" }, (name: unknown) => ({ body: { ...alice, name } }), names),
  ...rulesOf("createUser", { pointer: "/age" }, (age: unknown) => ({ body: { ...alice, age } }), ages),
  ...rulesOf("updateUser", { pointer: "/name" }, (name: unknown) => ({ params, body: { name } }), names),
  ...rulesOf("updateUser", { pointer: "/age" }, (age: unknown) => ({ params, body: { age } }), ages),
  ...bodies("createUser", {}, [
    ["needs a name", { age: 30 }, "required", "/name"],
    ["needs an age", { name: "Alice" }, "required", "/age"],
    ["may have nothing else", { ...alice, role: "admin" }, "unknown", "/role"],
    ["may not choose its id", { ...alice, id: 9 }, "unknown", "/id"],
    ["must be an object", [alice], "type"],
    ["must be there", undefined, "required"],
  ]),
  ...bodies("updateUser", { params }, [
    ["may change nothing", {}],
    ["may change both", alice],
    ["may have nothing else", { role: "admin" }, "unknown", "/role"],
    ["must be an object", "Alice", "type"],
    ["must be there", undefined, "required"],
  ]),
  ...bodies("putDatum", { params: { key: "k" } }, [
    ["may be empty text", { value: "" }],
    ["may have 4,096 characters", { value: "v".repeat(4096) }],
    ["counts characters, not UTF-16 units", { value: "😀".repeat(4096) }],
    ["may have lines and tabs", { value: "a\n\tb" }],
    ["may not have 4,097 characters", { value: "v".repeat(4097) }, "maxLength", "/value"],
    ["may not have U+0000", { value: "a\u0000" }, "pattern", "/value"],
    ["may not be a number", { value: 5 }, "type", "/value"],
    ["needs a value", {}, "required", "/value"],
    ["may have nothing else", { value: "v", key: "k" }, "unknown", "/key"],
    ["must be an object", "v", "type"],
    ["must be there", undefined, "required"],
  ]),
];
