/** The trace that a caller's request belongs to (https://www.w3.org/TR/trace-context/). */

/** What `traceparent` says. */
export interface TraceParent {
  /** 32 hexadecimal digits, not all of them zero. */
  readonly traceId: string;
  /** The span of the caller: 16 hexadecimal digits, not all of them zero. */
  readonly spanId: string;
  /** Whether the caller may have recorded its part. */
  readonly sampled: boolean;
}

// Section 3.2.2. Later versions may have more after the flags, with a dash before it; there is no version ff.
const pattern = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const sampledFlag = 1;

/** Reads the header; undefined where it is missing, malformed or repeated, as if there were none (section 4.3). */
export const parseTraceParent = (header: string | readonly string[] | undefined): TraceParent | undefined => {
  if (typeof header !== "string") return undefined;
  const [, version, traceId, spanId, flags, more] = pattern.exec(header) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === "00" && more !== undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & sampledFlag) !== 0 };
};
