/** Conditional requests (RFC 9110, section 13), in the terms of the store. */
import { type ProblemReply, problem } from "../contract/problem.ts";
import { type Condition, isAmong, type Revisions, revisionOf } from "../store/revision.ts";

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

type Tagged<Headers> = Headers & { readonly ETag: string };

type ReadAnswer<Body, Headers> =
  | { readonly status: 200; readonly body: Body; readonly headers: Tagged<Headers> }
  | { readonly status: 304; readonly headers: { readonly ETag: string } };

/**
 * The answer to a read: what was asked for, or that the caller's copy is good. `entity` is what the entity tag stands for,
 * where that is more than the body.
 */
export const answerRead = <Body, Headers extends object>(
  { "If-None-Match": ifNoneMatch }: ConditionalHeaders,
  body: Body,
  headers: Headers,
  entity: unknown = body,
): ReadAnswer<Body, Headers> => {
  const ETag = entityTagOf(entity);
  const isKnown = ifNoneMatch !== undefined && isAmong(entity, revisionsOf(ifNoneMatch, true));
  return isKnown ? { status: 304, headers: { ETag } } : { status: 200, body, headers: { ...headers, ETag } };
};

/** The 412 to a write that came too late. */
export const preconditionFailed = (): ProblemReply<"precondition-failed"> =>
  problem("precondition-failed", "What is stored is not what the condition asks for. Nothing was changed.");
