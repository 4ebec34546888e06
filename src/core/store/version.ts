/**
 * A name for what the store holds: while it is the same, what was read is still so. Another one may mean no more than that
 * something was written. Undefined: it cannot be told now, and nothing that was read before is to be relied on.
 */
export type Version = () => string | undefined;
