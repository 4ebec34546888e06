/** Whether the copy that a caller has is still good (RFC 9110, section 13.1.2). */

const entityTags = /(?:W\/)?("[^"]*")/g;

/** Whether `If-None-Match`, of the contract's pattern, names this entity tag; the comparison is weak. */
export const isNotModified = (ifNoneMatch: string | undefined, entityTag: string | undefined): boolean =>
  ifNoneMatch !== undefined &&
  entityTag !== undefined &&
  (ifNoneMatch === entityTag ||
    ifNoneMatch === "*" ||
    [...ifNoneMatch.matchAll(entityTags)].some(([, opaque]) => opaque === entityTag));
