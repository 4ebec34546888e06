/** Whether a read is done as its conditions ask (RFC 9110, section 13.2.2). */
import type { IncomingHttpHeaders } from "node:http";
import { type Comparison, entityTagsOf, stateOf, statesNamedIn } from "../contract/entity-tags.ts";

/** The headers of a request that make it conditional; they fit the contract. */
export type Conditions = Pick<IncomingHttpHeaders, "if-match" | "if-none-match">;

/** `notModified`: the copy of the client is good. `failed`: the resource is not what the client expects. */
export type Verdict = "met" | "notModified" | "failed";

const names = (field: string, entityTag: string, comparison: Comparison): boolean => {
  const states = statesNamedIn(field, comparison);
  return states === "any" || states.includes(stateOf(entityTag));
};

/** Judges the conditions of a read whose 200 has this entity tag, a strong one, in whichever coding. */
export const judge = (
  { "if-match": ifMatch, "if-none-match": ifNoneMatch }: Conditions,
  entityTag: string,
): Verdict => {
  if (ifMatch !== undefined && !names(ifMatch, entityTag, "strong")) return "failed";
  if (ifNoneMatch === undefined) return "met";
  // The usual case, without a look at the list.
  return ifNoneMatch === entityTag || names(ifNoneMatch, entityTag, "weak") ? "notModified" : "met";
};

/** Of the tags that stand for the same state as this one, the one that the client has; this one where it names none. */
export const confirmedTag = ({ "if-none-match": ifNoneMatch = "" }: Conditions, entityTag: string): string =>
  [entityTag, ...entityTagsOf(stateOf(entityTag))].find((tag) => ifNoneMatch.includes(tag)) ?? entityTag;
