import { hash } from "node:crypto";

// 132 bits: no two revisions of a thing meet by accident, and there is nothing to gain by making them.
const length = 22;

/** A short name for exactly this value, the same in every process; another value has another. */
export const revisionOf = (value: unknown): string =>
  hash("sha256", JSON.stringify(value), "base64url").slice(0, length);

/** Some revisions of a thing, or `any` there may be. */
export type Revisions = "any" | readonly string[];

/** What a write asks of what is stored. */
export interface Condition {
  /** It must be one of these. */
  readonly expected?: Revisions | undefined;
  /** It must be none of these. */
  readonly forbidden?: Revisions | undefined;
}

/** Whether revisions hold a thing; undefined stands for no thing, which none hold. */
const isAmong = (stored: unknown, revisions: Revisions): boolean =>
  stored !== undefined && (revisions === "any" || revisions.includes(revisionOf(stored)));

/** Whether what is stored, undefined where there is nothing, fits a condition. */
export const fits = (stored: unknown, { expected, forbidden }: Condition): boolean =>
  (expected === undefined || isAmong(stored, expected)) && (forbidden === undefined || !isAmong(stored, forbidden));
