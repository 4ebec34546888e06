/** Reads whose answers are kept: what both ways through the door share. */
import type { Operation } from "../contract/operations.ts";
import { invalidRequest, type ProblemReply } from "../contract/problem.ts";
import type { RawRequest, RequestValidator } from "../contract/request-validator.ts";
import type { Serializers } from "../contract/serializer.ts";
import type { BoundHandler } from "./answer.ts";
import type { AnswerCache } from "./answer-cache.ts";
import { createReadyMaker, type ReadyAnswer } from "./ready-answer.ts";

/**
 * Makes the answer to an address, once for all who ask for it in the same version of the directory. Where the answer is `known`,
 * and only the request has to be looked at, it is that one.
 */
export type Read = (
  address: string,
  version: string | undefined,
  request: RawRequest,
  known?: ReadyAnswer,
) => Promise<ReadyAnswer | ProblemReply>;

export interface ReadParts {
  readonly validate: RequestValidator;
  readonly handle: BoundHandler;
  readonly serializers: Serializers;
  readonly cache: AnswerCache;
}

/** Makes the read of an operation, which is open to everybody. */
export const createRead = (operation: Operation, { validate, handle, serializers, cache }: ReadParts): Read => {
  const makeReady = createReadyMaker(operation, serializers);
  return (address, version, request, known) => {
    const validation = validate(request);
    if (!validation.valid) return Promise.resolve(invalidRequest(validation.errors));
    if (known !== undefined) return Promise.resolve(known);
    const { params, query, headers, body } = validation.input;
    return cache.obtain(address, version, async () => {
      const answer = await handle({ params, query, headers, body, caller: undefined });
      return "problem" in answer ? answer : makeReady(answer);
    });
  };
};
