/**
 * The contract as it was released last: a copy that `npm run release` makes and nobody edits. A copy, and no tag, because a
 * shallow clone has no tags.
 */
export const releasedContract = "released/openapi.yaml";
