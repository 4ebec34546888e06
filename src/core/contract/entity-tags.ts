/** Entity tags (RFC 9110, section 8.8.3): a state of a resource, and the content coding of one of its representations. */

/** The content codings that a representation may have, the smaller first. */
export const contentCodings = ["br", "gzip"] as const;

export type ContentCoding = (typeof contentCodings)[number];

/** The tag of a representation in a coding: another one, as its bytes are others (RFC 9110, section 8.8.3.3). */
export const codedEntityTag = (entityTag: string, coding: ContentCoding): string =>
  `${entityTag.slice(0, -1)}-${coding}"`;

/** A state, which is a revision of 22 characters, and a coding. */
const codedOpaque = new RegExp(`^([\\w-]{22})-(?:${contentCodings.join("|")})$`);

/** The tags of each coding stand for the same state of a resource, so that a condition accepts any of them. */
const stateIn = (opaque: string): string => codedOpaque.exec(opaque)?.[1] ?? opaque;

/** The state that a tag stands for, a strong one. */
export const stateOf = (entityTag: string): string => stateIn(entityTag.slice(1, -1));

/** The tags of a state, in no coding and in each. */
export const entityTagsOf = (state: string): readonly string[] => {
  const plain = `"${state}"`;
  return [plain, ...contentCodings.map((coding) => codedEntityTag(plain, coding))];
};

/** A weak tag is the same as no other in the strong comparison (RFC 9110, section 8.8.3.2). */
export type Comparison = "strong" | "weak";

const entityTag = /(W\/)?"([^"]*)"/g;

/**
 * The states that an `If-Match` or `If-None-Match` names, or `any` there may be. It fits the contract: `*`, or a list, whose
 * elements may be empty.
 */
export const statesNamedIn = (field: string, comparison: Comparison): "any" | readonly string[] =>
  field === "*"
    ? "any"
    : [...field.matchAll(entityTag)]
        .filter(([, weak]) => comparison === "weak" || weak === undefined)
        .map(([, , opaque = ""]) => stateIn(opaque));
