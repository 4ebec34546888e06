import { absent, type Fault } from "./fault.ts";

const rule = "roster/cached-operation";
const user = "#/paths/~1api~1users~1{userId}/get";
const create = "#/paths/~1api~1users/post";
const contact = "#/paths/~1api~1users~1{userId}~1contact/get";

/** Faults of operations whose answers are kept. */
export const cacheFaults: readonly Fault[] = [
  { rule, what: "a cache that is not simply on", edits: { [`${user}/x-cache`]: "60s" }, at: `${user}/x-cache` },
  { rule, what: "a kept answer to a write", edits: { [`${create}/x-cache`]: true }, at: `${create}/x-cache` },
  {
    rule,
    what: "a kept answer that not everybody may read",
    edits: { [`${contact}/x-cache`]: true },
    at: `${contact}/x-cache`,
  },
  {
    rule,
    what: "a kept answer without 304",
    edits: { [`${user}/responses/304`]: absent },
    at: `${user}/x-cache`,
    also: ["roster/conditional-operation"],
  },
  ...["ETag", "Cache-Control"].map(
    (header): Fault => ({
      rule,
      what: `a kept answer without ${header}`,
      edits: { [`#/components/responses/User/headers/${header}`]: absent },
      at: `${user}/x-cache`,
    }),
  ),
];
