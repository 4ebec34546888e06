/** Entity tags (RFC 9110, section 8.8.3) as requests list them. */

/** What a request names: tags, without their quotes and the name of a content coding, or `any` there may be. */
export type NamedTags = "any" | readonly { readonly opaque: string; readonly isWeak: boolean }[];

const entityTag = /(W\/)?"([^"]*)"/g;

/** A revision of 22 characters, and the content coding of one of its representations. */
const codedOpaque = /^([\w-]{22})-(?:br|gzip)$/;

/** The tags of each coding stand for the same state of a resource, so that a condition accepts any of them. */
const withoutCoding = (opaque: string): string => codedOpaque.exec(opaque)?.[1] ?? opaque;

/** The tags of an `If-Match` or `If-None-Match` that fits the contract: `*`, or a list, whose elements may be empty. */
export const namedTagsOf = (field: string): NamedTags =>
  field === "*"
    ? "any"
    : [...field.matchAll(entityTag)].map(([, weak, opaque = ""]) => ({
        opaque: withoutCoding(opaque),
        isWeak: weak !== undefined,
      }));
