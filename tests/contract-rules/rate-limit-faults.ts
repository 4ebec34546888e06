import { absent, type Fault } from "./fault.ts";

const livez = "#/paths/~1livez/get";
const list = "#/paths/~1api~1users/get";
const create = "#/paths/~1api~1users/post";
const policies = "#/x-rate-limits";
const rateLimited = { $ref: "#/components/responses/RateLimited" };

const policyFaults: Readonly<Record<string, unknown>> = {
  "a rate limit that is no object": 100,
  "a rate limit that counts by nothing": { quota: 1, windowSeconds: 1 },
  "a rate limit that counts by what there is none of": { by: "country", quota: 1, windowSeconds: 1 },
  "a rate limit that allows nothing": { by: "address", quota: 0, windowSeconds: 1 },
  "a rate limit of half a request": { by: "address", quota: 0.5, windowSeconds: 1 },
  "a rate limit without a window": { by: "address", quota: 1 },
  "a rate limit whose window is longer than a day": { by: "address", quota: 1, windowSeconds: 86_401 },
};

/** Faults of rate limits. */
export const rateLimitFaults: readonly Fault[] = [
  ...Object.entries(policyFaults).map(
    ([what, policy]): Fault => ({
      rule: "roster/rate-limit-policy",
      what,
      edits: { [`${policies}/many`]: policy },
      at: `${policies}/many`,
    }),
  ),
  {
    rule: "roster/rate-limit-policy",
    what: "a rate limit whose name does not fit into a header",
    edits: { [`${policies}/a"b`]: { by: "address", quota: 1, windowSeconds: 1 } },
    at: `${policies}/a"b`,
  },
  {
    rule: "roster/rate-limit-policy",
    what: "a rate limit that counts nothing",
    edits: { [`${policies}/idle`]: { by: "address", quota: 1, windowSeconds: 1 } },
    at: `${policies}/idle`,
  },
  {
    rule: "rule/explicit-rate-limit",
    what: "an operation that does not say what counts its requests",
    edits: { [`${livez}/x-rate-limit`]: absent },
    at: livez,
  },
  {
    rule: "roster/unrouted-rate-limit",
    what: "a rate limit of unrouted requests that counts by credential",
    edits: { "#/x-unrouted-rate-limit": ["requests", "reads"] },
    at: "#/x-unrouted-rate-limit/1",
  },
  {
    rule: "roster/listed-rate-limit",
    what: "a rate limit that there is none of",
    edits: { [`${create}/x-rate-limit`]: ["requests", "writes", "rites"] },
    at: `${create}/x-rate-limit/2`,
  },
  {
    rule: "roster/listed-rate-limit",
    what: "a rate limit that every object inherits",
    edits: { [`${list}/x-rate-limit`]: ["requests", "constructor"] },
    at: `${list}/x-rate-limit/1`,
  },
  {
    rule: "roster/rate-limited-callers",
    what: "a secured operation that does not count by credential",
    edits: { [`${create}/x-rate-limit`]: ["requests"] },
    at: `${create}/x-rate-limit`,
  },
  {
    rule: "roster/rate-limited-callers",
    what: "a secured operation without a limit",
    edits: { [`${create}/x-rate-limit`]: [], [`${create}/responses/429`]: absent },
    at: `${create}/x-rate-limit`,
  },
  {
    rule: "roster/rate-limited-callers",
    what: "a limited operation that does not count by address",
    edits: { [`${create}/x-rate-limit`]: ["writes"] },
    at: `${create}/x-rate-limit`,
  },
  {
    rule: "roster/rate-limited-callers",
    what: "an open operation that counts by credential",
    edits: { [`${list}/x-rate-limit`]: ["requests", "reads"] },
    at: `${list}/x-rate-limit`,
  },
  {
    rule: "roster/rate-limited-status",
    what: "a limited operation without 429",
    edits: { [`${list}/responses/429`]: absent },
    at: `${list}/responses`,
  },
  {
    rule: "roster/rate-limited-status",
    what: "an operation without a limit that declares 429",
    edits: { [`${livez}/responses/429`]: rateLimited },
    at: `${livez}/responses`,
  },
];
