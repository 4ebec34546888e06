/** What a handler returned, on the wire. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Principal } from "../access/principal.ts";
import { type EventStream, eventStreamMediaType } from "../contract/event-stream.ts";
import { isBinary, isJson } from "../contract/media-types.ts";
import { declaredFor, type Operation } from "../contract/operations.ts";
import { type ProblemReply, preconditionFailed } from "../contract/problem.ts";
import type { ValidInput } from "../contract/request-validator.ts";
import type { Serializers } from "../contract/serializer.ts";
import type { Encode, Representation } from "../http/coded-bodies.ts";
import { judge } from "../http/condition.ts";
import { headOf, notModifiedHead, setHead } from "../http/head.ts";
import { validateHeaderName, validateHeaderValue } from "../http/node-http.ts";
import { sendProblem } from "../http/problem-details.ts";
import { refuse } from "../http/refusal.ts";
import type { EventStreams, Readmission } from "./event-stream.ts";

/** An answer as the door sees it; the types of the handlers hold it to the contract. */
export type Answer =
  | ProblemReply
  | {
      readonly status: number;
      readonly body?: unknown;
      /** Where the contract declares several for this status; the first otherwise. */
      readonly mediaType?: string;
      readonly headers?: Readonly<Record<string, string | number | undefined>>;
    };

/** A handler whose dependencies are in its hands already. */
export type BoundHandler = (
  input: ValidInput & { readonly caller: Principal | undefined; readonly prefix: string },
) => Promise<Answer>;

/** What Fastify makes of JSON, too. */
const contentTypeOf = (mediaType: string): string =>
  mediaType === "application/problem+json" || isBinary(mediaType) ? mediaType : `${mediaType}; charset=utf-8`;

/** The content types of a response by their media types, in the order of the contract. */
type ContentTypes = ReadonlyMap<string, string>;

/** The content types of each status of an operation; none where it has no content. */
const contentTypesOf = ({ responses }: Operation): ReadonlyMap<string, ContentTypes> =>
  new Map(
    [...responses].map(([status, { content }]) => {
      const types = Object.entries(content ?? {}).map(
        ([mediaType, { "x-content-type": inFull = contentTypeOf(mediaType) }]) => [mediaType, inFull] as const,
      );
      return [status, new Map(types)] as const;
    }),
  );

/** Makes the function that tells the content type of an answer; undefined where it has no content. */
export const contentTypeReader = (
  operation: Operation,
): ((answer: { readonly status: number; readonly mediaType?: string }) => string | undefined) => {
  const byStatus = contentTypesOf(operation);
  return ({ status, mediaType }) => {
    const types = declaredFor(byStatus, status);
    if (types === undefined) return undefined;
    if (mediaType !== undefined) return types.get(mediaType) ?? contentTypeOf(mediaType);
    const [first] = types.values();
    return first;
  };
};

/** How the headers that have paths of the contract in them take a prefix. */
const prefixed: Readonly<Record<string, (value: string, prefix: string) => string>> = {
  Location: (path, prefix) => `${prefix}${path}`,
  Link: (links, prefix) => links.replaceAll("</", `<${prefix}/`),
};

/**
 * The headers that are there, their paths as the client sees them. Throws when one cannot be sent, while a 500 is still
 * possible: once it is set, it would spoil that too. What comes from a client is encoded by the handler.
 */
export const checkedHeaders = (
  headers: Readonly<Record<string, string | number | undefined>>,
  prefix: string,
): Record<string, string> => {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const text = prefix === "" ? String(value) : (prefixed[name]?.(String(value), prefix) ?? String(value));
    validateHeaderName(name);
    validateHeaderValue(name, text);
    checked[name] = text;
  }
  return checked;
};

export type Sender = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
) => FastifyReply | Promise<FastifyReply>;

/** What bodies and streams of events are sent by, and whether a caller may go on reading a stream. */
export interface SenderParts {
  readonly serializers: Serializers;
  readonly streams: EventStreams;
  readonly readmit: Readmission;
  /** For bodies that everybody may copy. */
  readonly encode: Encode;
}

/** Whether the 200 of an operation is for everybody, and may be copied: then it is worth to be compressed. */
const isCompressible = ({ method, security, responses }: Operation): boolean =>
  method === "GET" && security.length === 0 && "Cache-Control" in (responses.get("200")?.headers ?? {});

/**
 * Makes the function that sends an operation's answers, under the media types that the contract gives them. Where it declares
 * a 304, the conditions of the request decide first.
 */
export const createSender = (operation: Operation, { serializers, streams, readmit, encode }: SenderParts): Sender => {
  const contentTypeOfAnswer = contentTypeReader(operation);
  const isConditional = operation.responses.has("304");
  const isEncoded = isCompressible(operation);

  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    { status, contentType }: { readonly status: number; readonly contentType: string | undefined },
    { headers, body }: Representation,
  ): FastifyReply => {
    const { ETag } = headers;
    const verdict = isConditional && ETag !== undefined ? judge(request.headers, ETag) : "met";
    if (verdict === "failed") return sendProblem(request, reply, preconditionFailed());
    const head = headOf(headers);
    if (verdict === "notModified") return setHead(reply.code(304), notModifiedHead(head, request.headers)).send();
    setHead(reply.code(status), head);
    if (contentType !== undefined) reply.type(contentType);
    return reply.send(body);
  };

  return (request, reply, answer) => {
    if ("problem" in answer) return sendProblem(request, reply, answer);
    const { status } = answer;
    const headers = checkedHeaders(answer.headers ?? {}, request.prefix);
    const contentType = contentTypeOfAnswer(answer);
    if (contentType?.startsWith(eventStreamMediaType)) {
      const refusal = streams.refusal(request);
      if (refusal !== undefined) return refuse(request, reply, refusal);
      reply.headers(headers).type(contentType).code(status);
      // The types of the handlers hold the body to the media type.
      return streams.send(request, reply, answer.body as EventStream, readmit);
    }
    const sent = { status, contentType };
    const serialize = contentType !== undefined && isJson(contentType) ? declaredFor(serializers, status) : undefined;
    const bodyOf = (): unknown => (serialize === undefined ? answer.body : serialize(answer.body));
    if (!isEncoded || status !== 200) return send(request, reply, sent, { headers, body: bodyOf() });
    return encode(request, headers, bodyOf).then((encoded) => send(request, reply, sent, encoded));
  };
};
