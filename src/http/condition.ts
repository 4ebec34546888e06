/** Whether the copy that a caller has is still good (RFC 9110, section 13.1.2). */

const entityTags = /(?:W\/)?("[^"]*")/g;

/** Whether `If-None-Match`, of the contract's pattern, names this entity tag; the comparison is weak. */
export const isNotModified = (ifNoneMatch: string | undefined, entityTag: string | undefined): boolean =>
  ifNoneMatch !== undefined &&
  entityTag !== undefined &&
  (ifNoneMatch === entityTag ||
    ifNoneMatch === "*" ||
    [...ifNoneMatch.matchAll(entityTags)].some(([, opaque]) => opaque === entityTag));

/** What a 304 repeats of the headers of the 200 (section 15.4.5). */
export const notModifiedHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    ["ETag", "Cache-Control"].flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
