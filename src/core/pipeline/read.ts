/** Reads whose answers are kept: what both ways through the door share. */
import type { Operation } from "../contract/operations.ts";
import { invalidRequest, type ProblemReply } from "../contract/problem.ts";
import type { RawRequest, RequestValidator } from "../contract/request-validator.ts";
import type { Serializers } from "../contract/serializer.ts";
import type { BoundHandler } from "./answer.ts";
import type { AnswerCache } from "./answer-cache.ts";
import { createReadyMaker, type ReadyAnswer } from "./ready-answer.ts";

/** Which response is wanted: of a target, as a client under this path prefix sees it, in this version of the store. */
export interface Wanted {
  readonly target: string;
  readonly prefix: string;
  readonly version: string | undefined;
}

/** What a cached response is found by: it names paths, so that one under another prefix is another one. */
export const cacheKeyOf = ({ target, prefix }: Omit<Wanted, "version">): string =>
  prefix === "" ? target : `${prefix} ${target}`;

/**
 * Builds a response, once for all who request it in the same version of the store. Where it is `known`, and only the
 * request has to be looked at, it is that one.
 */
export type Read = (wanted: Wanted, request: RawRequest, known?: ReadyAnswer) => Promise<ReadyAnswer | ProblemReply>;

export interface ReadParts {
  readonly validate: RequestValidator;
  readonly handle: BoundHandler;
  readonly serializers: Serializers;
  readonly cache: AnswerCache;
}

/** Makes the read of an operation, which is open to everybody. */
export const createRead = (operation: Operation, { validate, handle, serializers, cache }: ReadParts): Read => {
  const makeReady = createReadyMaker(operation, serializers);
  return (wanted, request, known) => {
    const validation = validate(request);
    if (!validation.valid) return Promise.resolve(invalidRequest(validation.errors));
    if (known !== undefined) return Promise.resolve(known);
    const { prefix, version } = wanted;
    return cache.obtain(cacheKeyOf(wanted), version, async () => {
      const answer = await handle({ ...validation.input, caller: undefined, prefix });
      return "problem" in answer ? answer : makeReady(answer, prefix);
    });
  };
};
