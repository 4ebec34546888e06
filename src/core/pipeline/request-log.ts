/** One line of the log for each request, when it is over; whoever counts requests is told at the same moment. */
import type { Server } from "node:http";
import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { pathOf } from "../http/target.ts";
import type { AnsweredRequest } from "../observe/metrics.ts";
import { onConnection } from "../sockets/connections.ts";
import type { Overuse } from "./overuse.ts";

/** Fastify's own lines, left out: it writes none for a caller who hangs up, nor for an address that it cannot read. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: "requestId" });
  }

  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override requestCompleted(): void {}

  override streamError(...[error, ...rest]: Parameters<LogController["streamError"]>): void {
    // Whoever reads a stream hangs up at some time.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") super.streamError(error, ...rest);
  }
}

/** Node tells the address of a connection that is gone only if it was asked for it before. */
export const rememberAddresses = (server: Server): void => onConnection(server, ({ remoteAddress }) => remoteAddress);

declare module "fastify" {
  interface FastifyRequest {
    /** Whether its line is written, or will be. */
    isNoted: boolean;
  }
}

/** Told of each request once, when it is over. */
export type OnAnswered = (request: FastifyRequest, answered: AnsweredRequest) => void;

/** Who is told of a response that has left. */
export interface AnswerListeners {
  readonly onAnswered: OnAnswered;
  readonly overuse: Overuse;
}

/**
 * Writes the line of a request that has its answer, when the answer has left; at once when nobody takes it. The line has
 * the path and no query: a query may name people. Of a client that has used up a rate limit, lines are summed up.
 */
export const logAnswer = (
  request: FastifyRequest,
  reply: FastifyReply,
  { onAnswered, overuse }: AnswerListeners,
): void => {
  if (request.isNoted) return;
  request.isNoted = true;
  const address = request.ip;
  const write = (): void => {
    const { operationId, isUnlimited } = request.routeOptions.config;
    const { statusCode: status, elapsedTime: milliseconds, problemType: problem } = reply;
    const isLogged =
      problem === "rate-limited" ? overuse.note(request.raw.socket, address) : !isUnlimited || overuse.hasLine(address);
    if (isLogged) {
      request.log.info(
        {
          operationId,
          address,
          method: request.method,
          path: pathOf(request.url),
          status,
          durationMilliseconds: Math.round(milliseconds * 1000) / 1000,
        },
        "answered",
      );
    }
    onAnswered(request, { operationId, status, seconds: milliseconds / 1000, problem });
  };
  // An answer that waits for those before it on the connection has no socket, and if that breaks, it is never told.
  const { socket } = reply.raw;
  if (socket === null || socket.destroyed) write();
  else reply.raw.once("close", write);
};
