/** When the bytes of a body are read, and when they are not. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { problem } from "../contract/problem.ts";
import { bodyLimitBytes, hasBody, isPerhapsTooLarge } from "../http/media-type.ts";
import { awaitsContinue } from "../http/protocol.ts";
import { ProblemError } from "../pipeline/faults.ts";
import type { Buffers } from "../sockets/buffers.ts";
import type { RefusedConnections } from "./refused-connection.ts";

/** Whether the caller went away before the whole body was here: nobody will read the answer. */
export const hasHungUp = ({ raw }: FastifyRequest): boolean => raw.destroyed && !raw.complete && !raw.readableEnded;

/** What the log is told of a caller who hung up. */
export const incomplete = problem("malformed-request", "The body did not arrive whole.");

/**
 * A body is asked for (`100 Continue`) only when the caller is let in and its head is good; Node by itself asks at once.
 * The rest of a refused one is not read, unless it is known to be short and the connection worth keeping. A request that
 * seems to have a body and has ended already has an empty body: its end has been, and does not come again. What a body may take counts
 * from when it is read, unless it has arrived with its head.
 */
export const installBodyReading = (
  app: FastifyInstance,
  refused: RefusedConnections,
  buffers: Pick<Buffers, "holdFor">,
): void => {
  for (const event of ["checkContinue", "checkExpectation"]) {
    app.server.on(event, (request, response) => app.server.emit("request", request, response));
  }
  app.addHook("preParsing", ({ raw }, reply, payload, done) => {
    const failure = refused.failureOf(raw);
    if (failure !== undefined) return done(new ProblemError(failure));
    if (!raw.complete && hasBody(raw.headers)) buffers.holdFor(reply.raw, raw, bodyLimitBytes);
    if (awaitsContinue(raw)) reply.raw.writeContinue();
    const { "content-type": type, "transfer-encoding": coding } = raw.headers;
    const isEmpty = raw.readableEnded && (type !== undefined || coding !== undefined);
    done(null, isEmpty ? Readable.from([]) : payload);
  });
  app.addHook("onSend", ({ raw }, reply, payload, done) => {
    if (!raw.complete && isPerhapsTooLarge(raw.headers)) reply.header("Connection", "close");
    done(null, payload);
  });
};
