import { absent, type Fault } from "./fault.ts";

const schemas = "#/components/schemas";
const cursor = "#/components/parameters/PageCursor/schema";
const fieldHeader = `${schemas}/InvalidField/properties/header`;
const pattern = (value: string): Readonly<Record<string, unknown>> => ({
  [`${fieldHeader}/pattern`]: value,
  [`${fieldHeader}/examples`]: absent,
});

/** Faults of schemas. */
export const schemaFaults: readonly Fault[] = [
  {
    rule: "roster/bounded-string",
    what: "a string without a maxLength",
    edits: { [`${schemas}/Problem/properties/title/maxLength`]: absent },
    at: `${schemas}/Problem/properties/title`,
  },
  {
    rule: "roster/bounded-string",
    what: "a string that a format alone bounds",
    edits: { [`${schemas}/Problem/properties/type/maxLength`]: absent },
    at: `${schemas}/Problem/properties/type`,
  },
  {
    rule: "roster/bounded-string",
    what: "a parameter without a maxLength",
    edits: { [`${cursor}/maxLength`]: absent },
    at: cursor,
  },
  {
    rule: "roster/bounded-array",
    what: "an array without maxItems",
    edits: { [`${schemas}/UserPage/maxItems`]: absent },
    at: `${schemas}/UserPage`,
  },
  {
    rule: "roster/bounded-array",
    what: "an array without maxItems inside another",
    edits: {
      [`${schemas}/UserPage/items`]: { type: "array", items: { $ref: `${schemas}/User` } },
      "#/components/examples/UserPage/value": [[{ id: 1, name: "Alice", age: 30 }]],
    },
    at: `${schemas}/UserPage/items`,
  },
  {
    rule: "roster/bounded-number",
    what: "an integer without a minimum",
    edits: { [`${schemas}/Age/minimum`]: absent },
    at: `${schemas}/Age`,
  },
  {
    rule: "roster/bounded-number",
    what: "an integer without a maximum",
    edits: { "#/components/headers/RetryAfter/schema/maximum": absent },
    at: "#/components/headers/RetryAfter/schema",
  },
  {
    rule: "roster/bounded-number",
    what: "a number that an exclusive minimum alone bounds",
    edits: { [`${schemas}/Age`]: { type: "number", description: "In years.", exclusiveMinimum: 0 } },
    at: `${schemas}/Age`,
  },
  {
    rule: "roster/bounded-object",
    what: "free keys of a schema without maxProperties",
    edits: { [`${schemas}/Data/maxProperties`]: absent },
    at: `${schemas}/Data`,
  },
  {
    rule: "roster/bounded-object",
    what: "free keys of anything without maxProperties",
    edits: { [`${schemas}/ContractDocument/maxProperties`]: absent },
    at: `${schemas}/ContractDocument`,
  },
  {
    rule: "roster/one-type",
    what: "a schema without a type",
    edits: { [`${schemas}/Script/type`]: absent },
    at: `${schemas}/Script`,
  },
  {
    rule: "roster/one-type",
    what: "a type that is null",
    edits: { [`${schemas}/Problem/properties/help`]: { type: "null", description: "Nothing." } },
    at: `${schemas}/Problem/properties/help/type`,
  },
  {
    rule: "roster/one-type",
    what: "a list of types, null among them",
    edits: { [`${schemas}/Problem/properties/detail/type`]: ["string", "null"] },
    at: `${schemas}/Problem/properties/detail/type`,
  },
  {
    rule: "roster/one-type",
    what: "a schema that is true",
    edits: { [`${schemas}/Problem/properties/detail`]: true },
    at: `${schemas}/Problem/properties/detail`,
  },
  {
    rule: "roster/one-type",
    what: "an array of nobody knows what",
    edits: { [`${schemas}/Problem/properties/help`]: { type: "array", description: "Some.", maxItems: 1 } },
    at: `${schemas}/Problem/properties/help`,
  },
  {
    rule: "roster/no-null",
    what: "null in an enum",
    edits: { [`${schemas}/Liveness/properties/status/enum/1`]: null },
    at: `${schemas}/Liveness/properties/status/enum`,
    also: ["no-enum-type-mismatch"],
  },
  {
    rule: "struct",
    what: "nullable",
    edits: { [`${schemas}/Age/nullable`]: true },
    at: `${schemas}/Age/nullable`,
  },
  {
    rule: "roster/no-null",
    what: "a default of null",
    edits: { [`${cursor}/default`]: null },
    at: `${cursor}/default`,
  },
  {
    rule: "roster/named-object",
    what: "an object in a property",
    edits: {
      [`${schemas}/Problem/properties/context`]: { type: "object", description: "Where.", properties: {} },
    },
    at: `${schemas}/Problem/properties/context`,
  },
  {
    rule: "roster/named-object",
    what: "an object in the items of an array",
    edits: {
      [`${schemas}/UserPage/items`]: {
        type: "object",
        description: "Somebody.",
        required: ["id"],
        additionalProperties: false,
        properties: {
          id: { $ref: `${schemas}/UserId` },
          name: { $ref: `${schemas}/UserName` },
          age: { $ref: `${schemas}/Age` },
        },
      },
    },
    at: `${schemas}/UserPage/items`,
  },
  {
    rule: "roster/named-object",
    what: "an object in the free keys of another",
    edits: {
      [`${schemas}/Data/additionalProperties`]: { type: "object", description: "A value." },
      "#/components/examples/Data/value": { key: {} },
    },
    at: `${schemas}/Data/additionalProperties`,
  },
  {
    rule: "roster/closed-request-body",
    what: "a body that takes any field",
    edits: { [`${schemas}/NewUser/additionalProperties`]: absent },
    at: `${schemas}/NewUser`,
  },
  {
    rule: "roster/closed-request-body",
    what: "a body that takes any field in an inner object",
    edits: { [`${schemas}/UserPatch/properties/pair`]: { $ref: `${schemas}/Datum` } },
    at: `${schemas}/Datum`,
  },
  {
    rule: "roster/linear-pattern",
    what: "a pattern with nested repetition",
    edits: pattern("^(?:a+)+$"),
    at: `${fieldHeader}/pattern`,
  },
  {
    rule: "roster/linear-pattern",
    what: "a pattern with repetitions that overlap",
    edits: pattern("^\\w*\\d*$"),
    at: `${fieldHeader}/pattern`,
  },
  {
    rule: "roster/linear-pattern",
    what: "a pattern that is none in Unicode mode",
    edits: pattern("^\\-$"),
    at: `${fieldHeader}/pattern`,
    also: ["no-invalid-media-type-examples"],
  },
  {
    rule: "roster/anchored-pattern",
    what: "a pattern without its end",
    edits: pattern("^[a-z]"),
    at: `${fieldHeader}/pattern`,
  },
  {
    rule: "roster/anchored-pattern",
    what: "a pattern whose last dollar is a character",
    edits: pattern("^[a-z]\\$"),
    at: `${fieldHeader}/pattern`,
  },
  {
    rule: "roster/anchored-pattern",
    what: "a pattern of two halves, each with one anchor",
    edits: pattern("^[a|b](?:c|d)|[e]$"),
    at: `${fieldHeader}/pattern`,
  },
];
