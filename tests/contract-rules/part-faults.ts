import { absent, type Fault } from "./fault.ts";

const limit = "#/components/parameters/PageLimit";
const responses = "#/components/responses";
const examples = "#/components/examples";
const livez = "#/paths/~1livez/get";

/** Faults of parameters, headers, bodies, responses and problems. */
export const partFaults: readonly Fault[] = [
  {
    rule: "roster/named-parts",
    what: "an inline parameter",
    edits: {
      [`${livez}/parameters`]: [
        { name: "deep", in: "query", description: "How.", schema: { type: "boolean" }, example: true },
      ],
    },
    at: `${livez}/parameters/0`,
  },
  {
    rule: "roster/named-parts",
    what: "an inline request body",
    edits: {
      "#/paths/~1livez/get/requestBody": {
        description: "A name.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/UserName" }, example: "Alice" } },
      },
    },
    at: `${livez}/requestBody`,
  },
  {
    rule: "roster/named-parts",
    what: "an inline response",
    edits: {
      [`${livez}/responses/204`]: {
        description: "Nothing.",
        headers: { "X-Request-Id": { $ref: "#/components/headers/RequestId" } },
      },
    },
    at: `${livez}/responses/204`,
  },
  {
    rule: "rule/named-content",
    what: "an inline schema of a body",
    edits: {
      [`${responses}/ContractYaml/content/application~1yaml/schema`]: { type: "string", maxLength: 4194304 },
      "#/components/schemas/ContractText": absent,
    },
    at: `${responses}/ContractYaml/content/application~1yaml/schema`,
  },
  {
    rule: "roster/header-placement",
    what: "a referenced header that may be absent",
    edits: { "#/components/headers/RateLimit/required": false },
    at: `${responses}/RateLimited/headers/RateLimit`,
  },
  {
    rule: "roster/header-placement",
    what: "an inline header that is always there",
    edits: { [`${responses}/UserPage/headers/Link/required`]: true },
    at: `${responses}/UserPage/headers/Link`,
  },
  {
    rule: "response-contains-header",
    what: "an answer without X-Request-Id",
    edits: { [`${responses}/Data/headers`]: absent },
    at: `${responses}/Data/headers`,
    // It loses its entity tag too.
    also: ["roster/cached-operation"],
  },
  {
    rule: "response-contains-header",
    what: "a 503 without Retry-After",
    edits: { [`${responses}/Unavailable/headers/Retry-After`]: absent },
    at: `${responses}/Unavailable/headers`,
  },
  {
    rule: "response-contains-header",
    what: "a 429 without Retry-After",
    edits: { [`${responses}/RateLimited/headers/Retry-After`]: absent },
    at: `${responses}/RateLimited/headers`,
  },
  {
    rule: "roster/parameter-style",
    what: "a query that is not form",
    edits: { [`${limit}/style`]: "deepObject" },
    at: `${limit}/style`,
  },
  {
    rule: "roster/parameter-style",
    what: "a query that is not exploded",
    edits: { [`${limit}/explode`]: false },
    at: `${limit}/explode`,
  },
  { rule: "roster/parameter-style", what: "a cookie", edits: { [`${limit}/in`]: "cookie" }, at: `${limit}/in` },
  {
    rule: "roster/parameter-style",
    what: "a query with reserved characters",
    edits: { [`${limit}/allowReserved`]: true },
    at: `${limit}/allowReserved`,
  },
  {
    rule: "array-parameter-serialization",
    what: "an array in the query that does not say how",
    edits: {
      [`${limit}/schema`]: { type: "array", maxItems: 2, items: { $ref: "#/components/schemas/Age" } },
      [`${limit}/example`]: [1],
    },
    at: limit,
  },
  {
    rule: "rule/parameter-name",
    what: "a parameter that is not in camelCase",
    edits: { [`${limit}/name`]: "page_limit" },
    at: `${limit}/name`,
  },
  {
    rule: "parameter-description",
    what: "a parameter without a description",
    edits: { [`${limit}/description`]: absent },
    at: limit,
  },
  {
    rule: "spec-ref-siblings",
    what: "something beside a $ref",
    edits: { [`${livez}/responses/200/headers`]: {} },
    at: `${livez}/responses/200/headers`,
  },
  {
    rule: "spec-strict-refs",
    what: "a $ref where none is allowed",
    edits: {
      "#/components/x-contact": { name: "Roster", url: "https://example.org" },
      "#/info/contact": { $ref: "#/components/x-contact" },
    },
    at: "#/info/contact/$ref",
  },
  {
    rule: "roster/failure-is-problem",
    what: "a failure that is plain JSON",
    edits: {
      [`${responses}/Conflict/content`]: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Problem" },
          examples: { full: { $ref: `${examples}/Conflict` } },
        },
      },
    },
    at: `${responses}/Conflict`,
  },
  {
    rule: "roster/problem-example",
    what: "a problem type that is not in the registry",
    edits: { [`${examples}/Conflict/value/type`]: "urn:problem-type:roster:full" },
    at: `${examples}/Conflict/value`,
  },
  {
    rule: "roster/problem-example",
    what: "a title that is not the registry's",
    edits: { [`${examples}/Conflict/value/title`]: "Full" },
    at: `${examples}/Conflict/value`,
  },
  {
    rule: "roster/problem-example",
    what: "an error that is not the title",
    edits: { [`${examples}/Conflict/value/error`]: "Full" },
    at: `${examples}/Conflict/value`,
  },
  {
    rule: "roster/problem-example",
    what: "a status that is not the registry's",
    edits: { [`${examples}/Conflict/value/status`]: 413 },
    at: `${examples}/Conflict/value`,
  },
  {
    rule: "roster/problem-example",
    what: "a problem under the status of another",
    edits: { "#/paths/~1api~1data~1{key}/put/responses/413": { $ref: `${responses}/Conflict` } },
    at: `${examples}/Conflict/value`,
  },
  {
    rule: "roster/problem-registry",
    what: "a problem type without a remedy",
    edits: { "#/components/x-problem-types/data-full/remedy": absent },
    at: "#/components/x-problem-types/data-full",
  },
  {
    rule: "roster/problem-registry",
    what: "a problem type that is no failure",
    edits: { "#/components/x-problem-types/request-timeout/status": 200 },
    at: "#/components/x-problem-types/request-timeout",
  },
];
