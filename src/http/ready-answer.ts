/** Answers as they are sent, for operations whose answers are kept. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../contract/operations.ts";
import { preconditionFailed } from "../contract/problem.ts";
import type { Serializers } from "../contract/serializer.ts";
import { type Answer, checkedHeaders, contentTypesOf } from "./answer.ts";
import { judge } from "./condition.ts";
import { headOf, notModifiedHead, setHead } from "./head.ts";
import { sendProblem } from "./problem-details.ts";

/** A 200 that can be sent as it is. */
export interface ReadyAnswer {
  readonly operationId: string;
  readonly entityTag: string;
  /** Its headers but for those of every answer, names and values in turn. */
  readonly head: readonly string[];
  /** The bytes of its body, a character each: as such they leave in one piece with the head. */
  readonly bytes: string;
}

export const isReady = (answer: object): answer is ReadyAnswer => "entityTag" in answer;

/** Makes the function that makes a handler's 200 ready. */
export const createReadyMaker = (
  operation: Operation,
  serializers: Serializers,
): ((answer: Exclude<Answer, { readonly problem: unknown }>, prefix: string) => ReadyAnswer) => {
  const { operationId } = operation;
  const contentType = contentTypesOf(operation).get(200) ?? "";
  const serialize = serializers.get(200);
  return (answer, prefix) => {
    const headers = checkedHeaders(answer.headers ?? {}, prefix);
    const { ETag: entityTag } = headers;
    // A lint rule and the types of the handlers see to it.
    if (answer.status !== 200 || entityTag === undefined || serialize === undefined) {
      throw new Error(`${operationId} answered neither with a problem nor with a 200 of JSON that has an entity tag.`);
    }
    const body = serialize(answer.body);
    const length = Buffer.byteLength(body);
    const head = headOf(headers);
    head.push("content-type", contentType, "content-length", String(length));
    const bytes = length === body.length ? body : Buffer.from(body).toString("latin1");
    return { operationId, entityTag, head, bytes };
  };
};

/** Sends an answer that is ready, or what the conditions of the request make of it. */
export const sendReady = (request: FastifyRequest, reply: FastifyReply, answer: ReadyAnswer): FastifyReply => {
  switch (judge(request.headers, answer.entityTag)) {
    case "failed":
      return sendProblem(request, reply, preconditionFailed());
    case "notModified":
      return setHead(reply.code(304), notModifiedHead(answer.head)).send();
    case "met":
      return setHead(reply.code(200), answer.head).send(Buffer.from(answer.bytes, "latin1"));
  }
};
