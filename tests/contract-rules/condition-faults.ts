import { absent, type Fault } from "./fault.ts";

const rule = "roster/conditional-operation";
const user = "#/paths/~1api~1users~1{userId}";
const list = "#/paths/~1api~1users";
const contact = "#/paths/~1api~1users~1{userId}~1contact";
const userId = { $ref: "#/components/parameters/UserId" };

/** Faults of operations on resources that have an entity tag. */
export const conditionFaults: readonly Fault[] = [
  ...["IfMatch", "IfNoneMatch"].flatMap((name) =>
    ["get", "patch", "delete"].map(
      (method): Fault => ({
        rule,
        what: `a ${method} that takes ${name} alone`,
        edits: { [`${user}/${method}/parameters`]: [userId, { $ref: `#/components/parameters/${name}` }] },
        at: `${user}/${method}`,
      }),
    ),
  ),
  {
    rule,
    what: "a creation without conditions",
    edits: { [`${list}/post/parameters`]: [{ $ref: "#/components/parameters/IdempotencyKey" }] },
    at: `${list}/post`,
  },
  { rule, what: "a deletion without 412", edits: { [`${user}/delete/responses/412`]: absent }, at: `${user}/delete` },
  { rule, what: "a read without 412", edits: { [`${contact}/get/responses/412`]: absent }, at: `${contact}/get` },
  { rule, what: "a read without 304", edits: { [`${contact}/get/responses/304`]: absent }, at: `${contact}/get` },
];
