/** The rate limit of requests that no operation answers: unknown paths, other methods, OPTIONS, and what is not well-formed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "../../http/problem-details.ts";
import { protocolProblem } from "../../http/protocol.ts";
import { type Refusal, refuse } from "../../http/refusal.ts";
import { type Counted, callerAt, type OperationLimits } from "../../pipeline/rate-limit.ts";
import { isUnrouted } from "./unrouted.ts";

/** Counts a request, which is refused, or for which it goes on. */
export type LimitUnrouted = (request: FastifyRequest, reply: FastifyReply, goOn: () => void) => void;

/** Counts what never became a request, by the IP address that its connection is from. */
export type LimitConnection = (address: string | undefined) => Promise<Refusal | undefined>;

/** Makes the functions. Where nothing limits such requests, each goes on. */
export const createUnroutedLimits = (
  limits: OperationLimits | undefined,
  isTrustedProxy: (address: string | undefined) => boolean,
): { readonly limitUnrouted: LimitUnrouted; readonly limitConnection: LimitConnection } => {
  if (limits === undefined) {
    return { limitUnrouted: (_request, _reply, goOn) => goOn(), limitConnection: async () => undefined };
  }
  const limitUnrouted: LimitUnrouted = (request, reply, goOn) => {
    const settle = ({ refusal }: Counted): void => {
      if (refusal === undefined) goOn();
      else refuse(request, reply, refusal);
    };
    const counted = limits.countAddress(callerAt(request.ip));
    if (counted instanceof Promise) counted.then(settle);
    else settle(counted);
  };
  return {
    limitUnrouted,
    // Of the clients of a proxy, none is known.
    limitConnection: async (address) =>
      isTrustedProxy(address) ? undefined : (await limits.countAddress(callerAt(address))).refusal,
  };
};

/** Counts what no operation answers, and refuses what breaks the protocol. */
export const refuseUnrouted = (app: FastifyInstance, limitUnrouted: LimitUnrouted): void => {
  app.addHook("onRequest", (request, reply, done) => {
    const failure = protocolProblem(request.raw);
    if (failure === undefined && !isUnrouted(request)) return done();
    limitUnrouted(request, reply, () => {
      if (failure === undefined) return done();
      reply.header("Connection", "close");
      sendProblem(request, reply, failure);
    });
  });
};
