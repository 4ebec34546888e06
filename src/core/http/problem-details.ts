/** Failures on the wire: `application/problem+json` (RFC 9457). */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ProblemReply } from "../contract/problem.ts";
import { defaultHeaders } from "./default-headers.ts";
import { setHead } from "./head.ts";
import { STATUS_CODES } from "./node-http.ts";
import { instanceOf } from "./target.ts";

const mediaType = "application/problem+json";
/** As Fastify would make it. */
const contentType = `${mediaType}; charset=utf-8`;

/** As the contract's `RetryAfter`: what is busy now is usually free in a second. */
const retryAfterSeconds = "1";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Where an application has another shape for failures than problem details. */
    shapeFailure?: ShapeFailure | undefined;
  }
  interface FastifyReply {
    /** The type of the problem that was answered; undefined where none was. */
    problemType: string | undefined;
  }
}

export interface Occurrence {
  readonly requestId: string;
  /** The path that was requested, as the client sees it; undefined where the request could not be read. */
  readonly instance: string | undefined;
}

/** The body of an answer: what the handler said, and what the door knows. `error` repeats `title`. */
const problemBody = ({ status, problem }: ProblemReply, { requestId, instance }: Occurrence): string => {
  const { uri, title, detail, errors, checks } = problem;
  const known = { instance, requestId, error: title };
  return JSON.stringify({ type: uri, title, status, detail, ...known, errors, checks });
};

/** A failure as it is sent: its headers, names and values in turn, and its body. */
export const problemAnswer = (
  failure: ProblemReply,
  occurrence: Occurrence,
): { readonly head: readonly string[]; readonly body: string } => {
  const body = problemBody(failure, occurrence);
  const retryAfter = failure.status === 503 ? ["retry-after", retryAfterSeconds] : [];
  const head = [...retryAfter, "content-type", contentType, "content-length", String(Buffer.byteLength(body))];
  return { head, body };
};

/** A failure in the shape of an operation: its content type and its text; undefined where it is problem details. */
export type ShapeFailure = (
  failure: ProblemReply,
) => { readonly contentType: string; readonly body: string } | undefined;

/** Sends a failure. */
export const sendProblem = (request: FastifyRequest, reply: FastifyReply, failure: ProblemReply): FastifyReply => {
  reply.problemType = failure.problem.type;
  const shaped = request.routeOptions?.config?.shapeFailure?.(failure);
  if (shaped !== undefined) {
    if (failure.status === 503) reply.header("retry-after", retryAfterSeconds);
    return reply.code(failure.status).type(shaped.contentType).send(shaped.body);
  }
  const { head, body } = problemAnswer(failure, {
    requestId: request.id,
    instance: instanceOf(request.url, request.prefix),
  });
  return setHead(reply.code(failure.status), head).send(body);
};

export interface RawOccurrence {
  readonly requestId: string;
  readonly isTls: boolean;
  /** More of them; nothing in them may come from the caller. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A failure as the whole text of an HTTP/1.1 response, for a connection that never became a request. It closes it. */
export const rawProblem = (failure: ProblemReply, { requestId, isTls, headers }: RawOccurrence): string => {
  const body = problemBody(failure, { requestId, instance: undefined });
  return [
    `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}`,
    `Content-Type: ${mediaType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    ...Object.entries({ ...defaultHeaders(isTls), ...headers }).map(([name, value]) => `${name}: ${value}`),
    "Connection: close",
    "",
    body,
  ].join("\r\n");
};
