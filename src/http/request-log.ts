/** One line of the log for each request, when it is over. */
import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { pathOf } from "./problem-details.ts";

/** Fastify's own lines, reduced to one. It has the path and no query: a query may name people. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: "requestId" });
  }

  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    request.log.info(
      {
        operationId: request.routeOptions.config.operationId,
        method: request.method,
        path: pathOf(request.url),
        status: reply.statusCode,
        durationMilliseconds: Math.round(reply.elapsedTime * 1000) / 1000,
        ...(error && { err: error }),
      },
      "answered",
    );
  }
}
