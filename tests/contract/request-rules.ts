/**
 * Every rule that the contract has for a request, stated once more by hand, as values on both sides of each bound. A bound
 * that changes in the contract is noticed here (`request-rules.test.ts`), and has to be changed here on purpose.
 */
import { emails, phones } from "./contact-fields.ts";
import { ages, entityTags, integer, keys, names, places } from "./field-values.ts";
import { type Field, type Row, type Rule, rulesOf } from "./rule.ts";

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

const datumKeys = (operationId: string, body?: unknown): readonly Rule[] =>
  rulesOf(
    operationId,
    { parameter: "key" },
    (key: string) => ({ params: { key }, ...(body !== undefined && { body }) }),
    keys,
  );

const inQuery = (name: string, rows: readonly Row<string>[], operationId = "listUsers"): readonly Rule[] =>
  rulesOf(operationId, { parameter: name }, (text: string) => ({ query: `${name}=${text}` }), rows);

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

  ...rulesOf("getDocumentationScript", { parameter: "file" }, (file: string) => ({ params: { file } }), [
    ["may have 1 character", "a"],
    ["may have 128 characters", "a".repeat(128)],
    ["may not be empty", "", "minLength"],
    ["may not have 129 characters", "a".repeat(129), "maxLength"],
    ["may have letters, digits, dots, hyphens and underscores", "redoc-1.A_b.js"],
    ["may not have a slash", "a%2Fb", "pattern"],
  ]),

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
  ...inQuery("cursor", places),
  ...inQuery("limit", integer(1, 500), "listChanges"),
  ...inQuery("cursor", places, "listChanges"),
  ...inQuery("cursor", places, "streamChanges"),
  ...inHeader("streamChanges", "Last-Event-ID", {}, places),

  ...inHeader("getUser", "If-None-Match", { params }, entityTags),
  ...inHeader("listUsers", "If-None-Match", {}, entityTags),
  ...inHeader("getData", "If-None-Match", {}, entityTags),
  ...inHeader("getDatum", "If-None-Match", { params: { key: "k" } }, entityTags),
  ...inHeader("updateUser", "If-Match", { params, body: {} }, entityTags),
  ...inHeader("deleteUser", "If-Match", { params }, entityTags),
  ...inHeader("putDatum", "If-Match", { params: { key: "k" }, body: { value: "v" } }, entityTags),
  ...inHeader("putDatum", "If-None-Match", { params: { key: "k" }, body: { value: "v" } }, entityTags),
  ...inHeader("getContact", "If-None-Match", { params }, entityTags),
  ...inHeader("putContact", "If-Match", { params, body: { phone: "+493012345678" } }, entityTags),
  ...inHeader("putContact", "If-None-Match", { params, body: { phone: "+493012345678" } }, entityTags),
  ...inHeader("deleteContact", "If-Match", { params }, entityTags),
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
