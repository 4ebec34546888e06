/** Whether a read is done as its conditions ask (RFC 9110, section 13.2.2). */
import type { IncomingHttpHeaders } from "node:http";
import { type NamedTags, namedTagsOf } from "../contract/entity-tags.ts";

/** The headers of a request that make it conditional; they fit the contract. */
export type Conditions = Pick<IncomingHttpHeaders, "if-match" | "if-none-match">;

/** `notModified`: the copy of the client is good. `failed`: the resource is not what the client expects. */
export type Verdict = "met" | "notModified" | "failed";

const names = (tags: NamedTags, entityTag: string, comparison: "strong" | "weak"): boolean =>
  tags === "any" ||
  tags.some(({ opaque, isWeak }) => `"${opaque}"` === entityTag && (comparison === "weak" || !isWeak));

/** Judges the conditions of a read whose 200 has this entity tag, a strong one. */
export const judge = (
  { "if-match": ifMatch, "if-none-match": ifNoneMatch }: Conditions,
  entityTag: string,
): Verdict => {
  if (ifMatch !== undefined && !names(namedTagsOf(ifMatch), entityTag, "strong")) return "failed";
  if (ifNoneMatch === undefined) return "met";
  // The usual case, without a look at the list.
  return ifNoneMatch === entityTag || names(namedTagsOf(ifNoneMatch), entityTag, "weak") ? "notModified" : "met";
};
