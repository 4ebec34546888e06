/** Conditional requests (RFC 9110, section 13), in the terms of the store. */
import { type ProblemReply, problem } from "../contract/problem.ts";
import { type Condition, type Revisions, revisionOf } from "../store/revision.ts";

/** The entity tag of what is answered. */
export const entityTagOf = (value: unknown): string => `"${revisionOf(value)}"`;

/** The contract's pattern has seen to it that a header is `*` or a list of entity tags. */
const revisionsOf = (header: string, acceptsWeak: boolean): Revisions =>
  header === "*"
    ? "any"
    : [...header.matchAll(/(W\/)?"([^"]*)"/g)]
        .filter(([, weak]) => acceptsWeak || weak === undefined)
        .map(([, , opaque = ""]) => opaque);

interface ConditionalHeaders {
  readonly "If-Match"?: string;
  readonly "If-None-Match"?: string;
}

/** What the headers of a write ask. `If-Match` compares strongly, so that a weak tag fits nothing (section 13.1.1). */
export const conditionOf = (headers: ConditionalHeaders): Condition => {
  const { "If-Match": ifMatch, "If-None-Match": ifNoneMatch } = headers;
  return {
    expected: ifMatch === undefined ? undefined : revisionsOf(ifMatch, false),
    forbidden: ifNoneMatch === undefined ? undefined : revisionsOf(ifNoneMatch, true),
  };
};

/**
 * The headers of an answer that anybody may keep a copy of, and ask whether it still is what it was. `entity` is what the entity
 * tag stands for.
 */
export const copyable = (entity: unknown): { readonly ETag: string; readonly "Cache-Control": "public, no-cache" } => ({
  ETag: entityTagOf(entity),
  "Cache-Control": "public, no-cache",
});

/** The 412 to a write that came too late. */
export const preconditionFailed = (): ProblemReply<"precondition-failed"> =>
  problem("precondition-failed", "What is stored is not what the condition asks for. Nothing was changed.");

/** The answer to a deletion, by what became of it. */
export const answerDeletion = (
  outcome: "deleted" | "missing" | "stale",
  missing: ProblemReply<"not-found">,
): { readonly status: 204 } | ProblemReply<"not-found"> | ProblemReply<"precondition-failed"> => {
  switch (outcome) {
    case "deleted":
      return { status: 204 };
    case "missing":
      return missing;
    case "stale":
      return preconditionFailed();
  }
};
