/**
 * The short way of a request that a kept answer settles: past the router, the validator and the handlers. Whatever else it
 * would need somebody to look at sends it the whole way, where the answer is the same (tests/http/fast-path.test.ts).
 */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import type { Operation } from "../contract/operations.ts";
import type { RequestMetrics } from "../observe/metrics.ts";
import type { AnswerCache } from "./answer-cache.ts";
import { isNotModified } from "./condition.ts";
import { notModifiedHead } from "./head.ts";
import type { Overload } from "./overload.ts";
import { headFieldsLimit, wellFormedHost } from "./protocol.ts";
import { type Counted, callerAt, type OperationLimits, type RateLimits } from "./rate-limit.ts";
import type { ReadyAnswer } from "./ready-answer.ts";
import { requestIdFrom } from "./request-id.ts";
import { securityHeaders } from "./security-headers.ts";
import { pathOf } from "./target.ts";

export interface FastPathOptions {
  readonly cache: AnswerCache;
  readonly rateLimits: RateLimits;
  readonly overload: Pick<Overload, "isLate">;
  readonly metrics: RequestMetrics;
  readonly logger: FastifyBaseLogger;
  readonly isTls: boolean;
}

/** What matters of a head that asks for nothing but the answer. */
interface PlainHead {
  requestId: string | undefined;
  condition: string | undefined;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly began: number;
}

/** One that a kept answer settles. */
interface Settled extends Exchange, PlainHead {
  readonly address: string;
  readonly ready: ReadyAnswer;
  readonly route: Route;
  readonly counted: Counted | undefined;
}

/** What the rest of the door is for. */
const wholeWay: ReadonlySet<string> = new Set([
  "authorization",
  "cache-control",
  "content-length",
  "content-type",
  "expect",
  "traceparent",
  "transfer-encoding",
]);

/** One tag, as Roster gives it or as a proxy made it weak. A list is legal too, and rare. */
const oneEntityTag = /^(?:W\/)?"[\w-]{1,64}"$/;

/** Undefined: the head has something that is for the whole way to judge. */
const readPlainHead = ({ rawHeaders, httpVersion }: IncomingMessage): PlainHead | undefined => {
  if (httpVersion !== "1.1" || rawHeaders.length > 2 * headFieldsLimit) return undefined;
  const head: PlainHead = { requestId: undefined, condition: undefined };
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = rawHeaders[index + 1] as string;
    if (name === "host") {
      hosts += 1;
      if (!wellFormedHost.test(value)) return undefined;
    } else if (name === "x-request-id") {
      if (head.requestId !== undefined) return undefined;
      head.requestId = value;
    } else if (name === "if-none-match") {
      if (head.condition !== undefined || !oneEntityTag.test(value)) return undefined;
      head.condition = value;
    } else if (wholeWay.has(name)) return undefined;
  }
  return hosts === 1 ? head : undefined;
};

interface Route {
  readonly limits: OperationLimits | undefined;
  readonly found: FastifyBaseLogger;
  readonly notModified: FastifyBaseLogger;
}

const routesOf = (operations: readonly Operation[], { rateLimits, logger }: FastPathOptions) =>
  new Map<string, Route>(
    operations
      .filter(({ isCached }) => isCached)
      .map((operation) => {
        const { operationId, method } = operation;
        const logOf = (status: number) => logger.child({ operationId, method, status });
        return [operationId, { limits: rateLimits(operation), found: logOf(200), notModified: logOf(304) }];
      }),
  );

/**
 * Puts the short way before the server's listener for requests, which takes those that it is not for. Requests that came in
 * the same turn of the event loop share one look at what the directory is: it is taken after all of them had come, so that
 * none is given what was no longer so when it was sent.
 */
export const installFastPath = (server: Server, operations: readonly Operation[], options: FastPathOptions): void => {
  const { cache, overload, metrics, isTls } = options;
  const [handle] = server.listeners("request") as RequestListener[];
  if (handle === undefined) throw new Error("The server has no listener for requests yet.");
  const routes = routesOf(operations, options);
  const byRule = Object.entries(securityHeaders(isTls)).flat();
  let turn: Exchange[] = [];

  const answer = (settled: Settled): void => {
    const { request, response, began, address, ready, route, counted, condition } = settled;
    const requestId = requestIdFrom(settled.requestId);
    const isKnown = isNotModified(condition, ready.entityTag);
    const limits =
      counted && route.limits ? ["ratelimit-policy", route.limits.policies, "ratelimit", counted.remaining] : [];
    response.writeHead(isKnown ? 304 : 200, [
      "x-request-id",
      requestId,
      ...byRule,
      ...limits,
      ...(isKnown ? notModifiedHead(ready.head) : ready.head),
    ]);
    response.end(isKnown ? undefined : ready.bytes, "latin1");
    const milliseconds = performance.now() - began;
    const durationMilliseconds = Math.round(milliseconds * 1000) / 1000;
    const log = isKnown ? route.notModified : route.found;
    log.info({ requestId, address, path: pathOf(request.url ?? "/"), durationMilliseconds }, "answered");
    const { operationId } = ready;
    metrics.began();
    metrics.answered({ operationId, status: response.statusCode, seconds: milliseconds / 1000, problem: undefined });
  };

  const settle = (exchange: Exchange, version: string | undefined): void => {
    const { request, response } = exchange;
    const pass = (): void => handle(request, response);
    const ready = cache.find(request.url ?? "", version);
    const route = ready && routes.get(ready.operationId);
    const address = request.socket.remoteAddress;
    // A request that waits for those before it on its connection has no socket to be answered on yet.
    const mayAnswer = server.listening && !overload.isLate() && response.socket !== null && address !== undefined;
    const head = ready && mayAnswer ? readPlainHead(request) : undefined;
    if (ready === undefined || route === undefined || head === undefined || !mayAnswer) {
      pass();
      return;
    }
    // One that is refused is counted once more there: it makes no difference any more.
    const finish = (counted: Counted | undefined): void =>
      counted?.refusal === undefined ? answer({ ...exchange, ...head, address, ready, route, counted }) : pass();
    const counted = route.limits?.countAddress(callerAt(address));
    if (counted instanceof Promise) counted.then(finish, pass);
    else finish(counted);
  };

  const settleTurn = (): void => {
    const exchanges = turn;
    turn = [];
    cache.inOneVersion((version) => {
      for (const exchange of exchanges) settle(exchange, version);
    });
  };

  const listen: RequestListener = (request, response) => {
    if (request.method !== "GET") {
      handle(request, response);
      return;
    }
    turn.push({ request, response, began: performance.now() });
    if (turn.length === 1) setImmediate(settleTurn);
  };
  server.removeListener("request", handle);
  server.prependListener("request", listen);
};
