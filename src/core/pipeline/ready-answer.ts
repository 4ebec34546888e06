/** Answers as they are sent, for operations whose answers are kept. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { type ContentCoding, codedEntityTag } from "../contract/entity-tags.ts";
import { declaredFor, type Operation } from "../contract/operations.ts";
import { preconditionFailed } from "../contract/problem.ts";
import type { Serializers } from "../contract/serializer.ts";
import { judge } from "../http/condition.ts";
import { compress, compressibleBytes } from "../http/content-coding.ts";
import { headOf, notModifiedHead, setHead } from "../http/head.ts";
import { sendProblem } from "../http/problem-details.ts";
import { isLarge } from "../sockets/paced-body.ts";
import { type Answer, checkedHeaders, contentTypeReader } from "./answer.ts";

/** A 200 that can be sent as it is. */
export interface ReadyAnswer {
  readonly operationId: string;
  readonly entityTag: string;
  /** Its headers but for those of every answer, names and values in turn. */
  readonly head: readonly string[];
  /**
   * The bytes of its body: a small one as a text with a character each, which leaves in one piece with the head; a large one as a
   * buffer that all share to whom it is sent.
   */
  readonly bytes: string | Buffer;
  /** The same in content codings that it was requested in; itself where a coding is not worth it. */
  readonly coded: Map<ContentCoding, ReadyAnswer | Promise<ReadyAnswer>>;
}

const bytesOf = (body: Buffer): ReadyAnswer["bytes"] => (isLarge(body) ? body : body.toString("latin1"));

const bufferOf = (bytes: ReadyAnswer["bytes"]): Buffer =>
  typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;

export const isReady = (answer: object): answer is ReadyAnswer => "entityTag" in answer;

/** Makes the function that makes a handler's 200 ready. */
export const createReadyMaker = (
  operation: Operation,
  serializers: Serializers,
): ((answer: Exclude<Answer, { readonly problem: unknown }>, prefix: string) => ReadyAnswer) => {
  const { operationId } = operation;
  const contentType = contentTypeReader(operation)({ status: 200 }) ?? "";
  const serialize = declaredFor(serializers, 200);
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
    // Every operation whose responses are cached is open to everybody, so that nothing secret is compressed (BREACH).
    head.push("vary", "Accept-Encoding", "content-type", contentType, "content-length", String(length));
    const bytes = length === body.length && !isLarge(body) ? body : bytesOf(Buffer.from(body));
    return { operationId, entityTag, head, bytes, coded: new Map() };
  };
};

const encode = async (answer: ReadyAnswer, coding: ContentCoding): Promise<ReadyAnswer> => {
  const compressed = await compress(bufferOf(answer.bytes), coding);
  if (compressed === undefined) return answer;
  const entityTag = codedEntityTag(answer.entityTag, coding);
  const own = new Map([
    ["etag", entityTag],
    ["content-length", String(compressed.length)],
  ]);
  const head = answer.head.map((text, index) => (index % 2 === 1 && own.get(answer.head[index - 1] as string)) || text);
  head.push("content-encoding", coding);
  return { ...answer, entityTag, head, bytes: bytesOf(compressed) };
};

/** The answer in a coding, compressed when it is requested first; at once where that is known. */
export const inCoding = (
  answer: ReadyAnswer,
  coding: ContentCoding | undefined,
): ReadyAnswer | Promise<ReadyAnswer> => {
  if (coding === undefined || answer.bytes.length < compressibleBytes) return answer;
  const known = answer.coded.get(coding);
  if (known !== undefined) return known;
  const remember = (coded: ReadyAnswer): ReadyAnswer => {
    answer.coded.set(coding, coded);
    return coded;
  };
  // Who requests it meanwhile waits for the same.
  const encoding = encode(answer, coding).then(remember, () => remember(answer));
  answer.coded.set(coding, encoding);
  return encoding;
};

/** Sends an answer that is ready, or what the conditions of the request make of it. */
export const sendReady = (request: FastifyRequest, reply: FastifyReply, answer: ReadyAnswer): FastifyReply => {
  switch (judge(request.headers, answer.entityTag)) {
    case "failed":
      return sendProblem(request, reply, preconditionFailed());
    case "notModified":
      return setHead(reply.code(304), notModifiedHead(answer.head, request.headers)).send();
    case "met":
      return setHead(reply.code(200), answer.head).send(bufferOf(answer.bytes));
  }
};
