/** The door: a Fastify server for a contract. It does not listen yet. */
import cors from "@fastify/cors";
import { type FastifyBaseLogger, type FastifyInstance, fastify } from "fastify";
import { mediaTypesOf, operationsOf } from "../contract/operations.ts";
import { type Binding, bindOperations } from "./binding.ts";
import { bodyLimitBytes, installBodyParser } from "./body-parser.ts";
import { isFault, problemOf } from "./faults.ts";
import { sendProblem } from "./problem-details.ts";
import { createClientErrorHandler, headLimitBytes, protocolProblem, refuseExpectation } from "./protocol.ts";
import { requestIdOf } from "./request-id.ts";
import { RequestLog } from "./request-log.ts";
import { createUnroutedHandler } from "./unrouted.ts";

export interface ServerOptions extends Binding {
  readonly logger: FastifyBaseLogger;
  /** Origins whose pages may read the answers; none: CORS is off. */
  readonly corsOrigins: readonly string[];
  /** How long a whole request may take to arrive. */
  readonly requestTimeoutSeconds: number;
}

/** How long the head alone may take: nobody types it. */
const headersTimeoutSeconds = 10;
const connectionsCheckingIntervalSeconds = 1;

const createApp = ({ logger, requestTimeoutSeconds }: ServerOptions): FastifyInstance =>
  fastify({
    loggerInstance: logger,
    logController: new RequestLog(),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: bodyLimitBytes,
    // What was accepted is answered, also while the server closes.
    return503OnClosing: false,
    forceCloseConnections: "idle",
    requestTimeout: requestTimeoutSeconds * 1000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 8_000 },
    http: {
      maxHeaderSize: headLimitBytes,
      headersTimeout: Math.min(headersTimeoutSeconds, requestTimeoutSeconds) * 1000,
      connectionsCheckingInterval: connectionsCheckingIntervalSeconds * 1000,
      // Node's own answer is a bare 400; protocolProblem says it as a problem.
      requireHostHeader: false,
    },
    clientErrorHandler: createClientErrorHandler((failure) => logger.info(failure, "request refused by the parser")),
    frameworkErrors: (error, request, reply) => {
      reply.header("X-Request-Id", request.id);
      sendProblem(request, reply, problemOf(error));
    },
  });

/** Makes the server and its routes. Throws a BindingError when contract, handlers and authenticators do not fit. */
export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const app = createApp(options);
  const operations = operationsOf(options.contract);
  const handleUnrouted = createUnroutedHandler(operations);
  app.server.on("checkExpectation", refuseExpectation);
  app.decorateRequest("caller", undefined);
  installBodyParser(app, mediaTypesOf(operations));

  app.addHook("onRequest", (request, reply, done) => {
    reply.header("X-Request-Id", request.id);
    const refused = protocolProblem(request.raw);
    if (refused === undefined) return done();
    reply.header("Connection", "close");
    sendProblem(request, reply, refused);
  });
  if (options.corsOrigins.length > 0) {
    await app.register(cors, {
      origin: [...options.corsOrigins],
      methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
      exposedHeaders: ["Link", "Location", "Retry-After", "X-Request-Id"],
      strictPreflight: false,
    });
  }
  // Before the body is read: an address that is not there takes none.
  app.addHook("onRequest", (request, reply, done) => {
    if (request.is404) handleUnrouted(request, reply);
    else done();
  });
  app.setNotFoundHandler(handleUnrouted);
  app.setErrorHandler((error, request, reply) => {
    const failure = problemOf(error);
    if (isFault(failure)) request.log.error({ err: error }, "request failed");
    return sendProblem(request, reply, failure);
  });

  await bindOperations(app, options);
  return app;
};
