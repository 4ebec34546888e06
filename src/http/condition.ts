/** Whether a read is done as its conditions ask (RFC 9110, section 13.2.2). */
import type { IncomingHttpHeaders } from "node:http";
import { type NamedTags, namedTagsOf } from "../contract/entity-tags.ts";
import { entityTagsOfState } from "./content-coding.ts";

/** The headers of a request that make it conditional; they fit the contract. */
export type Conditions = Pick<IncomingHttpHeaders, "if-match" | "if-none-match">;

/** `notModified`: the copy of the client is good. `failed`: the resource is not what the client expects. */
export type Verdict = "met" | "notModified" | "failed";

/** Whether a list names the one tag of `own`. */
const share = (named: NamedTags, own: NamedTags, comparison: "strong" | "weak"): boolean =>
  named === "any" ||
  own === "any" ||
  named.some(({ opaque, isWeak }) => opaque === own[0]?.opaque && (comparison === "weak" || !isWeak));

/** Judges the conditions of a read whose 200 has this entity tag, a strong one, in whichever coding. */
export const judge = (
  { "if-match": ifMatch, "if-none-match": ifNoneMatch }: Conditions,
  entityTag: string,
): Verdict => {
  // The usual cases, without a look at a list.
  if (ifMatch === undefined && (ifNoneMatch === undefined || ifNoneMatch === entityTag)) {
    return ifNoneMatch === undefined ? "met" : "notModified";
  }
  const own = namedTagsOf(entityTag);
  if (ifMatch !== undefined && !share(namedTagsOf(ifMatch), own, "strong")) return "failed";
  return ifNoneMatch !== undefined && share(namedTagsOf(ifNoneMatch), own, "weak") ? "notModified" : "met";
};

/** Of the tags that stand for the same state as this one, the one that the client has; this one where it names none. */
export const confirmedTag = ({ "if-none-match": ifNoneMatch = "" }: Conditions, entityTag: string): string => {
  if (ifNoneMatch.includes(entityTag)) return entityTag;
  const own = namedTagsOf(entityTag);
  const [state] = own === "any" ? [] : own;
  return entityTagsOfState(state?.opaque ?? "").find((tag) => ifNoneMatch.includes(tag)) ?? entityTag;
};
