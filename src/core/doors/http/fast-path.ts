/**
 * The short way of a plain read whose answers are kept: past Fastify and its hooks. A request that is anything more is sent the
 * whole way, where the answer is the same (tests/http/fast-path.test.ts).
 */
import type { RequestListener, Server } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import type { Operation } from "../../contract/operations.ts";
import type { PathPrefix } from "../../http/path-prefix.ts";
import { readPlainHead } from "../../http/plain-head.ts";
import { requestIdFrom } from "../../http/request-id.ts";
import { queryOf } from "../../http/target.ts";
import type { AnswerCache } from "../../pipeline/answer-cache.ts";
import type { LogFault } from "../../pipeline/fault-log.ts";
import { isFault, problemOf } from "../../pipeline/faults.ts";
import type { Overload } from "../../pipeline/overload.ts";
import { type Counted, callerAt, type RateLimits } from "../../pipeline/rate-limit.ts";
import { cacheKeyOf, type Read } from "../../pipeline/read.ts";
import { createReadRoutes, type PathParameters } from "../../pipeline/read-routes.ts";
import { inCoding, isReady, type ReadyAnswer } from "../../pipeline/ready-answer.ts";
import {
  type Arrival,
  createFastSend,
  type FastAnswer,
  type FastSendParts,
  failureAnswer,
  readyAnswer,
  refusalAnswer,
  type Taken,
} from "./fast-answer.ts";
import { type FastRoute, fastRoutesOf } from "./fast-route.ts";

export interface FastPathOptions extends FastSendParts {
  /** By operationId. */
  readonly reads: ReadonlyMap<string, Read>;
  readonly cache: AnswerCache;
  /** For requests that come together. */
  readonly readTogether: (work: () => void) => void;
  readonly rateLimits: RateLimits;
  readonly overload: Pick<Overload, "isLate">;
  readonly logger: FastifyBaseLogger;
  readonly logFault: LogFault;
  /** That of every request: no proxy says another one. */
  readonly pathPrefix: PathPrefix;
}

/** Where an address leads. */
interface Found {
  readonly ready?: ReadyAnswer;
  readonly route: FastRoute | undefined;
  readonly params: PathParameters;
}

/**
 * Puts the short way before the server's listener for requests, which takes those that it is not for. Requests that came in
 * the same turn of the event loop share one look at what the directory is: it is taken after all of them had come, so that
 * none is given what was no longer so when it was sent.
 */
export const installFastPath = (server: Server, operations: readonly Operation[], options: FastPathOptions): void => {
  const { reads, cache, readTogether, rateLimits, overload, metrics, logger, logFault, pathPrefix } = options;
  const { base: prefix } = pathPrefix;
  const [handle] = server.listeners("request") as RequestListener[];
  if (handle === undefined) throw new Error("The server has no listener for requests yet.");
  const routes = fastRoutesOf(operations, reads, rateLimits, logger);
  const findRead = createReadRoutes(operations, routes);
  const send = createFastSend(server, options);
  let turn: Arrival[] = [];

  const find = (target: string, version: string | undefined): Found | undefined => {
    const ready = cache.find(cacheKeyOf({ target, prefix }), version);
    return ready === undefined ? findRead(target) : { ready, route: routes.get(ready.operationId), params: {} };
  };

  const makeAnswer = async (taken: Taken, params: PathParameters, version: string | undefined): Promise<FastAnswer> => {
    const { head, route, requestId } = taken;
    const { target } = head;
    const raw = { params, query: queryOf(target), headers: {}, mediaType: undefined, body: undefined };
    try {
      const made = await route.read({ target, prefix, version }, raw);
      return isReady(made) ? readyAnswer(await inCoding(made, head.coding), head) : failureAnswer(made, taken);
    } catch (error) {
      const failure = problemOf(error);
      if (isFault(failure)) logFault(error, logger.child({ requestId }));
      return failureAnswer(failure, taken);
    }
  };

  const sendCoded = (taken: Taken, counted: Counted | undefined, coded: ReadyAnswer | Promise<ReadyAnswer>): void => {
    if (coded instanceof Promise) coded.then((later) => sendCoded(taken, counted, later));
    else send(taken, readyAnswer(coded, taken.head), counted);
  };

  const take = (taken: Taken, counted: Counted | undefined, { ready, params }: Found, version: string | undefined) => {
    metrics.began();
    if (counted?.refusal !== undefined) send(taken, refusalAnswer(counted.refusal, taken), counted);
    else if (ready !== undefined) sendCoded(taken, counted, inCoding(ready, taken.head.coding));
    else void makeAnswer(taken, params, version).then((answer) => send(taken, answer, counted));
  };

  const settle = (arrival: Arrival, version: string | undefined): void => {
    const { request, response } = arrival;
    const pass = (): void => handle(request, response);
    const address = request.socket.remoteAddress;
    const mayTake = server.listening && !overload.isLate();
    const head = mayTake ? readPlainHead(request, pathPrefix) : undefined;
    const found = head && find(head.target, version);
    if (head === undefined || found?.route === undefined || address === undefined) {
      pass();
      return;
    }
    const { route } = found;
    const taken = { arrival, head, route, address, prefix, requestId: requestIdFrom(head.requestId) };
    const counted = route.limits?.countAddress(callerAt(address));
    if (counted instanceof Promise) counted.then((later) => take(taken, later, found, version), pass);
    else take(taken, counted, found, version);
  };

  const settleTurn = (): void => {
    const arrivals = turn;
    turn = [];
    const settleAll = (): void =>
      cache.inOneVersion((version) => {
        for (const arrival of arrivals) settle(arrival, version);
      });
    if (arrivals.length === 1) settleAll();
    else readTogether(settleAll);
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
