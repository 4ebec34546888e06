import { absent, type Fault } from "./fault.ts";

const ok = { $ref: "#/components/responses/Liveness" };

const operation = (operationId: string): Readonly<Record<string, unknown>> => ({
  operationId,
  tags: ["Health"],
  summary: "Another",
  description: "Another.",
  security: [],
  "x-rate-limit": [],
  responses: {
    "200": ok,
    "400": { $ref: "#/components/responses/InvalidRequest" },
    "500": { $ref: "#/components/responses/InternalServerError" },
    "503": { $ref: "#/components/responses/Unavailable" },
  },
});

const addedPath = (pointer: string): Readonly<Record<string, unknown>> => ({
  [pointer]: { get: operation("getAnother") },
});

/** Faults of paths. */
export const pathFaults: readonly Fault[] = [
  {
    rule: "no-path-trailing-slash",
    what: "a slash at the end of a path",
    edits: addedPath("#/paths/~1another~1"),
    at: "#/paths/~1another~1",
  },
  {
    rule: "roster/literal-or-template",
    what: "a name in the place of a parameter",
    edits: addedPath("#/paths/~1api~1users~1another"),
    at: "#/paths/~1api~1users~1another",
  },
  {
    rule: "rule/no-verb-path",
    what: "a verb behind a colon",
    edits: addedPath("#/paths/~1users:batch"),
    at: "#/paths/~1users:batch",
    also: ["paths-kebab-case"],
  },
  {
    rule: "path-not-include-query",
    what: "a query in a path",
    edits: addedPath("#/paths/~1another?deep=true"),
    at: "#/paths/~1another?deep=true",
    also: ["paths-kebab-case"],
  },
  {
    rule: "paths-kebab-case",
    what: "a path in snake_case",
    edits: addedPath("#/paths/~1another_one"),
    at: "#/paths/~1another_one",
  },
  {
    rule: "no-http-verbs-in-paths",
    what: "a method in a path",
    edits: addedPath("#/paths/~1get-another"),
    at: "#/paths/~1get-another",
  },
  {
    rule: "rule/path-parameter-is-word",
    what: "a hyphen in a path parameter",
    edits: {
      "#/paths/~1another~1{user-id}": {
        get: { ...operation("getAnother"), parameters: [{ $ref: "#/components/parameters/Hyphenated" }] },
      },
      "#/components/parameters/Hyphenated": {
        name: "user-id",
        in: "path",
        required: true,
        description: "An id.",
        schema: { $ref: "#/components/schemas/UserId" },
        example: 1,
      },
    },
    at: "#/paths/~1another~1{user-id}",
    also: ["rule/parameter-name"],
  },
  {
    rule: "rule/path-parameter-is-word",
    what: "a path parameter that does not fill its segment",
    edits: {
      "#/paths/~1another-{userId}": {
        get: { ...operation("getAnother"), parameters: [{ $ref: "#/components/parameters/UserId" }] },
      },
    },
    at: "#/paths/~1another-{userId}",
    also: ["paths-kebab-case"],
  },
  {
    rule: "rule/no-path-level-parameters",
    what: "a parameter of a path",
    edits: {
      "#/paths/~1api~1users~1{userId}/parameters": [{ $ref: "#/components/parameters/UserId" }],
    },
    at: "#/paths/~1api~1users~1{userId}/parameters",
  },
  {
    rule: "path-parameters-defined",
    what: "a path parameter that is not declared",
    edits: { "#/paths/~1api~1users~1{userId}/get/parameters": absent },
    at: "#/paths/~1api~1users~1{userId}/get/parameters",
    also: ["roster/conditional-operation"],
  },
];
