/** Answers as they are sent, for operations whose answers are kept. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../contract/operations.ts";
import { type Answer, checkedHeaders, contentTypesOf } from "./answer.ts";
import { isNotModified } from "./condition.ts";
import { headOf, notModifiedHead, setHead } from "./head.ts";

/** A 200 that can be sent as it is. */
export interface ReadyAnswer {
  readonly operationId: string;
  readonly entityTag: string;
  /** Its headers but for those of every answer, names and values in turn. */
  readonly head: readonly string[];
  readonly body: string;
  /** The bytes of the body, a character each: with these, what is not ASCII leaves in one piece with the head too. */
  readonly bytes: string;
}

export const isReady = (answer: object): answer is ReadyAnswer => "entityTag" in answer;

/**
 * Makes the function that makes a handler's 200 ready, by the operation's own serialiser, which the reply has; any other
 * answer, and one without an entity tag, is left as it is.
 */
export const createReadyMaker = (
  operation: Operation,
): ((reply: FastifyReply, answer: Answer) => ReadyAnswer | Answer) => {
  const { operationId } = operation;
  const contentType = contentTypesOf(operation).get(200) ?? "";
  const [mediaType = ""] = Object.keys(operation.responses.get("200")?.content ?? {});
  return (reply, answer) => {
    if ("problem" in answer || answer.status !== 200) return answer;
    const headers = checkedHeaders(answer.headers ?? {});
    const { ETag: entityTag } = headers;
    // It leaves out what the contract does not declare.
    const serialize = reply.getSerializationFunction("200", mediaType);
    if (entityTag === undefined || serialize === undefined) return answer;
    const body = serialize(answer.body as Record<string, unknown>);
    const length = Buffer.byteLength(body);
    const head = headOf(headers);
    head.push("content-type", contentType, "content-length", String(length));
    const bytes = length === body.length ? body : Buffer.from(body).toString("latin1");
    return { operationId, entityTag, head, body, bytes };
  };
};

/** Sends an answer that is ready, or that the caller's copy is good. */
export const sendReady = (request: FastifyRequest, reply: FastifyReply, answer: ReadyAnswer): FastifyReply =>
  isNotModified(request.headers["if-none-match"], answer.entityTag)
    ? setHead(reply.code(304), notModifiedHead(answer.head)).send()
    : setHead(reply.code(200), answer.head).send(answer.body);
