/** Answers without Fastify: the same, header for header, as those that it sends, and told to the log and the metrics alike. */
import type { Server, ServerResponse } from "node:http";
import type { ProblemReply } from "../../contract/problem.ts";
import { type Conditions, judge } from "../../http/condition.ts";
import { defaultHeaders } from "../../http/default-headers.ts";
import { notModifiedHead } from "../../http/head.ts";
import type { PlainHead } from "../../http/plain-head.ts";
import { problemAnswer } from "../../http/problem-details.ts";
import type { Refusal } from "../../http/refusal.ts";
import { instanceOf, pathOf } from "../../http/target.ts";
import type { RequestMetrics } from "../../observe/metrics.ts";
import type { Overuse } from "../../pipeline/overuse.ts";
import type { Counted } from "../../pipeline/rate-limit.ts";
import type { ReadyAnswer } from "../../pipeline/ready-answer.ts";
import type { Buffers } from "../../sockets/buffers.ts";
import type { Exchange } from "../../sockets/connections.ts";
import { inPieces } from "../../sockets/paced-body.ts";
import type { FastRoute } from "./fast-route.ts";

/** A request that came, and when (`performance.now`). */
export interface Arrival extends Exchange {
  readonly began: number;
}

/** One that is answered here. */
export interface Taken {
  readonly arrival: Arrival;
  readonly head: PlainHead;
  readonly route: FastRoute;
  readonly requestId: string;
  readonly address: string;
  /** As the client sees paths. */
  readonly prefix: string;
}

/** What is sent, beside the headers of every answer. */
export interface FastAnswer {
  readonly status: number;
  /** Names and values in turn. */
  readonly head: readonly string[];
  readonly body?: string | Buffer;
  readonly encoding: "latin1" | "utf8";
  /** The type of the problem; absent where there is none. */
  readonly problem?: string;
}

/** What is ready, or that the caller's copy is good. */
export const readyAnswer = ({ entityTag, head, bytes }: ReadyAnswer, { condition }: PlainHead): FastAnswer => {
  const conditions: Conditions = { "if-none-match": condition };
  return judge(conditions, entityTag) === "notModified"
    ? { status: 304, head: notModifiedHead(head, conditions), encoding: "latin1" }
    : { status: 200, head, body: bytes, encoding: "latin1" };
};

/** A failure. */
export const failureAnswer = (failure: ProblemReply, { requestId, prefix, head: { target } }: Taken): FastAnswer => {
  const { head, body } = problemAnswer(failure, { requestId, instance: instanceOf(target, prefix) });
  return { status: failure.status, head, body, encoding: "utf8", problem: failure.problem.type };
};

/** A failure by the door itself. */
export const refusalAnswer = ({ failure, headers = {} }: Refusal, taken: Taken): FastAnswer => {
  const answer = failureAnswer(failure, taken);
  return { ...answer, head: [...Object.entries(headers).flat(), ...answer.head] };
};

/** Sends an answer, with what is left to the caller where requests are counted. */
export type FastSend = (taken: Taken, answer: FastAnswer, counted: Counted | undefined) => void;

export interface FastSendParts {
  readonly metrics: RequestMetrics;
  readonly buffers: Buffers;
  readonly overuse: Overuse;
  readonly isTls: boolean;
}

/** Makes the function that sends an answer, head and body in one piece, and tells of it. */
export const createFastSend = (server: Server, { metrics, buffers, overuse, isTls }: FastSendParts): FastSend => {
  const { "cache-control": copies, ...others } = defaultHeaders(isTls);
  const byDefault = Object.entries(others).flat();
  const sendBody = (response: ServerResponse, body: FastAnswer["body"], encoding: FastAnswer["encoding"]): void => {
    if (Buffer.isBuffer(body)) {
      buffers.holdFor(response, body, body.length);
      inPieces(body).pipe(response);
    } else {
      response.end(body, encoding);
      buffers.holdUnsent(response);
    }
  };
  return (
    { arrival: { request, response, began }, head: { target }, route, requestId, address },
    { status, head, body, encoding, problem },
    counted,
  ) => {
    const { operationId, limits } = route;
    const told =
      counted?.remaining && limits ? ["ratelimit-policy", limits.policies, "ratelimit", counted.remaining] : [];
    // What is answered while the server stops is the last on its connection.
    const last = server.listening ? [] : ["connection", "close"];
    const ownCopies = head.includes("cache-control") ? [] : ["cache-control", copies as string];
    response.writeHead(status, ["x-request-id", requestId].concat(byDefault, ownCopies, told, head, last));
    sendBody(response, body, encoding);
    const milliseconds = performance.now() - began;
    const durationMilliseconds = Math.round(milliseconds * 1000) / 1000;
    const path = pathOf(target);
    if (problem !== "rate-limited" || overuse.note(request.socket, address)) {
      route.logOf(status).info({ requestId, address, path, durationMilliseconds }, "answered");
    }
    metrics.answered({ operationId, status, seconds: milliseconds / 1000, problem });
  };
};
