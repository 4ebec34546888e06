/** Conditional requests (RFC 9110, section 13), in the terms of the store. */
import { statesNamedIn } from "../contract/entity-tags.ts";
import { type ProblemReply, preconditionFailed } from "../contract/problem.ts";
import { type Condition, revisionOf } from "../store/revision.ts";

/** The entity tag of what is answered. */
export const entityTagOf = (value: unknown): string => `"${revisionOf(value)}"`;

/** The headers of a request that make it conditional. */
export interface ConditionalHeaders {
  readonly "If-Match"?: string;
  readonly "If-None-Match"?: string;
}

/** What the headers of a write ask. `If-Match` compares strongly, so that a weak tag fits nothing (section 13.1.1). */
export const conditionOf = (headers: ConditionalHeaders): Condition => {
  const { "If-Match": ifMatch, "If-None-Match": ifNoneMatch } = headers;
  return {
    expected: ifMatch === undefined ? undefined : statesNamedIn(ifMatch, "strong"),
    forbidden: ifNoneMatch === undefined ? undefined : statesNamedIn(ifNoneMatch, "weak"),
  };
};

/** Whether a request has a condition. */
export const isConditional = (headers: ConditionalHeaders): boolean =>
  headers["If-Match"] !== undefined || headers["If-None-Match"] !== undefined;

/**
 * The headers of an answer that anybody may keep a copy of, and ask whether it still is what it was. `entity` is what the entity
 * tag stands for.
 */
export const copyable = (entity: unknown): { readonly ETag: string; readonly "Cache-Control": "public, no-cache" } => ({
  ETag: entityTagOf(entity),
  "Cache-Control": "public, no-cache",
});

/** The answer to a deletion, by what became of it. */
export const answerDeletion = (
  outcome: "deleted" | "missing" | "stale",
  missing: ProblemReply<404>,
): { readonly status: 204 } | ProblemReply<404> | ProblemReply<412> => {
  switch (outcome) {
    case "deleted":
      return { status: 204 };
    case "missing":
      return missing;
    case "stale":
      return preconditionFailed();
  }
};
