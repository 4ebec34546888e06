import { readFileSync } from "node:fs";
import { absent, type Fault } from "./fault.ts";

const contract = JSON.parse(readFileSync(new URL("../../generated/openapi.json", import.meta.url), "utf8"));
const tagCount: number = contract.tags.length;

const livez = "#/paths/~1livez/get";
const create = "#/paths/~1api~1users/post";

/** Faults of operations, tags and servers. */
export const operationFaults: readonly Fault[] = [
  {
    rule: "rule/statuses-spelled-out",
    what: "a range of statuses",
    edits: { [`${livez}/responses/4XX`]: { $ref: "#/components/responses/InvalidRequest" } },
    at: `${livez}/responses/4XX`,
  },
  {
    rule: "rule/statuses-spelled-out",
    what: "a default status",
    edits: { [`${livez}/responses/default`]: { $ref: "#/components/responses/InternalServerError" } },
    at: `${livez}/responses/default`,
  },
  {
    rule: "rule/faults-declared",
    what: "an operation without 500",
    edits: { [`${livez}/responses/500`]: absent },
    at: `${livez}/responses`,
  },
  {
    rule: "rule/faults-declared",
    what: "an operation without 503",
    edits: { [`${livez}/responses/503`]: absent },
    at: `${livez}/responses`,
  },
  {
    rule: "operation-2xx-response",
    what: "an operation that never succeeds",
    edits: {
      [`${livez}/responses/200`]: absent,
      [`${livez}/responses/404`]: { $ref: "#/components/responses/UserNotFound" },
      "#/components/responses/Liveness": absent,
      "#/components/schemas/Liveness": absent,
      "#/components/examples/Liveness": absent,
    },
    at: `${livez}/responses`,
  },
  {
    rule: "operation-4xx-response",
    what: "an operation that refuses nothing",
    edits: { [`${livez}/responses/400`]: absent },
    at: `${livez}/responses`,
  },
  {
    rule: "roster/secured-statuses",
    what: "a secured operation without 401",
    edits: { [`${create}/responses/401`]: absent },
    at: `${create}/responses`,
  },
  {
    rule: "roster/secured-statuses",
    what: "a secured operation without 403",
    edits: { [`${create}/responses/403`]: absent },
    at: `${create}/responses`,
  },
  {
    rule: "rule/explicit-security",
    what: "an operation that does not say who may call it",
    edits: { [`${livez}/security`]: absent },
    at: livez,
  },
  {
    rule: "security-defined",
    what: "a security scheme that there is none of",
    edits: { [`${create}/security`]: [{ token: [] }] },
    at: `${create}/security/0/token`,
    also: ["roster/every-scheme"],
  },
  {
    rule: "roster/listed-scope",
    what: "a scope that its scheme does not list",
    edits: { [`${create}/security/0/apiKey/0`]: "users:rite" },
    at: `${create}/security/0/apiKey/0`,
    also: ["roster/every-scheme"],
  },
  {
    rule: "roster/listed-scope",
    what: "a scope that every object inherits",
    edits: { [`${create}/security/0/apiKey/0`]: "constructor" },
    at: `${create}/security/0/apiKey/0`,
    also: ["roster/every-scheme"],
  },
  {
    rule: "roster/every-scheme",
    what: "a secured operation that takes one kind of credential only",
    edits: { [`${create}/security`]: [{ apiKey: ["users:write"] }] },
    at: `${create}/security`,
  },
  {
    rule: "roster/every-scheme",
    what: "an operation that asks less of another kind of credential",
    edits: { [`${create}/security/1/oidc`]: [] },
    at: `${create}/security`,
  },
  {
    rule: "rule/operation-id-is-verb",
    what: "an operationId that is a noun",
    edits: { [`${livez}/operationId`]: "liveness" },
    at: `${livez}/operationId`,
  },
  {
    rule: "rule/operation-id-is-verb",
    what: "an operationId that is not in camelCase",
    edits: { [`${livez}/operationId`]: "get_liveness" },
    at: `${livez}/operationId`,
  },
  {
    rule: "operation-operationId-unique",
    what: "an operationId that is there twice",
    edits: { [`${livez}/operationId`]: "getReadiness" },
    at: "#/paths/~1readyz/get/getReadiness",
  },
  {
    rule: "operation-operationId",
    what: "an operation without an operationId",
    edits: { [`${livez}/operationId`]: absent },
    at: `${livez}/operationId`,
  },
  { rule: "operation-summary", what: "an empty summary", edits: { [`${livez}/summary`]: "" }, at: `${livez}/summary` },
  {
    rule: "operation-description",
    what: "an empty description",
    edits: { [`${livez}/description`]: "" },
    at: `${livez}/description`,
  },
  {
    rule: "rule/operation-has-tag",
    what: "an operation without a tag",
    edits: { [`${livez}/tags`]: absent },
    at: `${livez}/tags`,
    also: ["operation-tag-defined"],
  },
  {
    rule: "rule/operation-has-tag",
    what: "a list of tags with none in it",
    edits: { [`${livez}/tags`]: [] },
    at: `${livez}/tags`,
  },
  {
    rule: "operation-singular-tag",
    what: "two tags",
    edits: { [`${livez}/tags`]: ["Health", "Data"] },
    at: `${livez}/tags`,
  },
  {
    rule: "operation-tag-defined",
    what: "a tag that there is none of",
    edits: { [`${livez}/tags`]: ["Healthy"] },
    at: `${livez}/tags/0`,
  },
  {
    rule: "rule/deprecation-has-dates",
    what: "a deprecation without its dates",
    edits: { [`${livez}/deprecated`]: true, [`${livez}/x-sunset`]: "2027-01-01" },
    at: livez,
  },
  {
    rule: "tag-description",
    what: "a tag without a description",
    edits: { "#/tags/0/description": absent },
    at: "#/tags/0/description",
  },
  {
    rule: "no-duplicated-tag-names",
    what: "a tag that is there twice",
    edits: { [`#/tags/${tagCount}`]: { name: "Users", description: "Again." } },
    at: `#/tags/${tagCount}`,
  },
  {
    rule: "rule/server-is-root",
    what: "a server that is not /",
    edits: { "#/servers/0/url": "/v1" },
    at: "#/servers/0/url",
  },
  {
    rule: "rule/root-subset",
    what: "a jsonSchemaDialect",
    edits: { "#/jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base" },
    at: "#/jsonSchemaDialect",
  },
  { rule: "rule/root-subset", what: "webhooks", edits: { "#/webhooks": {} }, at: "#/webhooks" },
];
