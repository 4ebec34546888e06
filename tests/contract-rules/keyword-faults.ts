import { absent, type Fault } from "./fault.ts";

const schemas = "#/components/schemas";
const age = `${schemas}/Age`;

const forbidden: Readonly<Record<string, unknown>> = {
  oneOf: [{ $ref: `${schemas}/UserId` }, { $ref: `${schemas}/UserSort` }],
  anyOf: [{ $ref: `${schemas}/UserId` }, { $ref: `${schemas}/UserSort` }],
  allOf: [{ $ref: `${schemas}/UserId` }],
  not: { $ref: `${schemas}/UserSort` },
  if: { $ref: `${schemas}/UserId` },
};

/** Faults of what a schema may say, and of names and examples. */
export const keywordFaults: readonly Fault[] = [
  ...Object.entries(forbidden).map(([keyword, value]) => ({
    rule: "rule/schema-subset",
    what: `the keyword ${keyword}`,
    edits: { [`${age}/${keyword}`]: value },
    at: `${age}/${keyword}`,
  })),
  {
    rule: "rule/schema-subset",
    what: "a discriminator",
    edits: { [`${schemas}/User/discriminator`]: { propertyName: "name" } },
    at: `${schemas}/User/discriminator`,
  },
  {
    rule: "rule/schema-name",
    what: "a schema that is not in PascalCase",
    edits: {
      [`${schemas}/user_age`]: { type: "integer", description: "Years.", minimum: 0, maximum: 150 },
      [`${schemas}/User/properties/age/$ref`]: `${schemas}/user_age`,
    },
    at: `${schemas}/user_age`,
  },
  {
    rule: "rule/property-name",
    what: "a property that is not in camelCase",
    edits: { [`${schemas}/User/properties/full_name`]: { $ref: `${schemas}/UserName` } },
    at: `${schemas}/User/properties/full_name`,
  },
  {
    rule: "no-mixed-number-range-constraints",
    what: "two minimums",
    edits: { [`${age}/exclusiveMinimum`]: -1 },
    at: `${age}/exclusiveMinimum`,
  },
  {
    rule: "no-required-schema-properties-undefined",
    what: "a required property that there is none of",
    edits: { [`${schemas}/ContractDocument/required/1`]: "info" },
    at: `${schemas}/ContractDocument/required/1`,
  },
  {
    rule: "no-schema-type-mismatch",
    what: "a string with items",
    edits: { [`${schemas}/Script/items`]: { $ref: `${schemas}/UserId` } },
    at: `${schemas}/Script/items`,
  },
  {
    rule: "no-enum-type-mismatch",
    what: "a value of another type in an enum",
    edits: { [`${schemas}/Liveness/properties/status/enum/1`]: 1 },
    at: `${schemas}/Liveness/properties/status/enum/1`,
  },
  {
    rule: "no-unused-components",
    what: "a schema that nothing refers to",
    edits: { [`${schemas}/Height`]: { type: "integer", description: "In cm.", minimum: 0, maximum: 300 } },
    at: `${schemas}/Height`,
  },
  {
    rule: "no-invalid-schema-examples",
    what: "an example that does not fit its schema",
    edits: { [`${age}/examples/0`]: 151 },
    at: `${age}/examples/0`,
  },
  {
    rule: "no-invalid-parameter-examples",
    what: "an example that does not fit its parameter",
    edits: { "#/components/parameters/PageLimit/example": 0 },
    at: "#/components/parameters/PageLimit/example",
  },
  {
    rule: "no-invalid-media-type-examples",
    what: "an example that does not fit the body",
    edits: { "#/components/examples/NewUser/value/age": 151 },
    at: "#/components/examples/NewUser/value/age",
  },
  {
    rule: "no-invalid-media-type-examples",
    what: "an example of a body with a field that is not declared",
    edits: { "#/components/examples/NewUser/value/role": "admin" },
    at: "#/components/examples/NewUser/value/role",
  },
  {
    rule: "roster/valid-header-example",
    what: "an example that does not fit its header",
    edits: { "#/components/headers/RetryAfter/example": 0 },
    at: "#/components/headers/RetryAfter/example",
  },
  {
    rule: "roster/valid-header-example",
    what: "a named example that does not fit its header",
    edits: {
      "#/components/headers/RequestId/example": absent,
      "#/components/headers/RequestId/examples": { blank: { value: "a b" } },
    },
    at: "#/components/headers/RequestId/examples/blank/value",
  },
  {
    rule: "roster/valid-default",
    what: "a default that does not fit its schema",
    edits: { "#/components/parameters/PageLimit/schema/default": 501 },
    at: "#/components/parameters/PageLimit/schema/default",
  },
  {
    rule: "roster/has-example",
    what: "a parameter without an example",
    edits: { "#/components/parameters/PageCursor/example": absent },
    at: "#/components/parameters/PageCursor",
  },
  {
    rule: "roster/has-example",
    what: "a header without an example",
    edits: { "#/components/responses/UserPage/headers/Link/example": absent },
    at: "#/components/responses/UserPage/headers/Link",
  },
  {
    rule: "roster/has-example",
    what: "a request body whose examples are none",
    edits: { "#/components/requestBodies/UserPatch/content/application~1json/examples": {} },
    at: "#/components/requestBodies/UserPatch/content/application~1json",
  },
];
