/** Answers as they are sent, for operations whose answers are kept. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../contract/operations.ts";
import { type Answer, checkedHeaders, contentTypesOf } from "./answer.ts";
import { isNotModified, notModifiedHeaders } from "./condition.ts";

/** A 200 that can be sent as it is. */
export interface ReadyAnswer {
  readonly operationId: string;
  readonly entityTag: string;
  /** Its headers but for those of every answer, names and values in turn. */
  readonly head: readonly string[];
  /** Those of a 304 in its place. */
  readonly notModified: readonly string[];
  /** The bytes of the body, a character each: Node sends such a text in one piece with the head. */
  readonly body: string;
}

export const isReady = (answer: object): answer is ReadyAnswer => "entityTag" in answer;

// Names in lower case, as Fastify sends them: it would make them so each time.
const flat = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers).flatMap(([name, value]) => [name.toLowerCase(), value]);

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
    const headers = checkedHeaders({ ...answer.headers, "Content-Type": contentType });
    const { ETag: entityTag } = headers;
    // It leaves out what the contract does not declare.
    const serialize = reply.getSerializationFunction("200", mediaType);
    if (entityTag === undefined || serialize === undefined) return answer;
    const body = Buffer.from(serialize(answer.body as Record<string, unknown>)).toString("latin1");
    return {
      operationId,
      entityTag,
      head: flat({ ...headers, "content-length": String(body.length) }),
      notModified: flat(notModifiedHeaders(headers)),
      body,
    };
  };
};

const setHead = (reply: FastifyReply, head: readonly string[]): FastifyReply => {
  for (let index = 0; index < head.length; index += 2) reply.header(head[index] as string, head[index + 1]);
  return reply;
};

/** Sends an answer that is ready, or that the caller's copy is good. */
export const sendReady = (request: FastifyRequest, reply: FastifyReply, answer: ReadyAnswer): FastifyReply =>
  isNotModified(request.headers["if-none-match"], answer.entityTag)
    ? setHead(reply.code(304), answer.notModified).send()
    : setHead(reply.code(200), answer.head).send(Buffer.from(answer.body, "latin1"));
