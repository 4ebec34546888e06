/** Entity tags (RFC 9110, section 8.8.3) as requests list them. */

/** What a request names: tags, without their quotes, or `any` there may be. */
export type NamedTags = "any" | readonly { readonly opaque: string; readonly isWeak: boolean }[];

const entityTag = /(W\/)?"([^"]*)"/g;

/** The tags of an `If-Match` or `If-None-Match` that fits the contract: `*`, or a list, whose elements may be empty. */
export const namedTagsOf = (field: string): NamedTags =>
  field === "*"
    ? "any"
    : [...field.matchAll(entityTag)].map(([, weak, opaque = ""]) => ({ opaque, isWeak: weak !== undefined }));
