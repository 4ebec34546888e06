/** The door: a Fastify server for a contract. It does not listen yet. */
import { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import { mediaTypesOf, operationsOf } from "../contract/operations.ts";
import type { RequestMetrics } from "../observe/metrics.ts";
import type { Tracer } from "../observe/tracer.ts";
import { type Binding, bindOperations } from "./binding.ts";
import { installBodyParser } from "./body-parser.ts";
import { hasHungUp, incomplete, installBodyReading } from "./body-reading.ts";
import { allowOrigins } from "./cross-origin.ts";
import { isFault, problemOf } from "./faults.ts";
import { spareAnswersOnTheirWay } from "./idle-connections.ts";
import { bodyLimitBytes } from "./media-type.ts";
import { sendProblem } from "./problem-details.ts";
import { headLimitBytes, protocolProblem } from "./protocol.ts";
import { createRefusedConnections, type RefusedConnections } from "./refused-connection.ts";
import { requestIdOf } from "./request-id.ts";
import { logAnswer, type OnAnswered, RequestLog } from "./request-log.ts";
import { createRequestTraces, type RequestTraces } from "./request-trace.ts";
import { announceShutdown } from "./shutdown.ts";
import { originFormOf } from "./target.ts";
import { allowAnywhere, createUnroutedHandler } from "./unrouted.ts";

export interface ServerOptions extends Binding {
  readonly logger: FastifyBaseLogger;
  /** Origins whose pages may read the answers; none: CORS is off. */
  readonly corsOrigins: readonly string[];
  /** How long a whole request may take to arrive. */
  readonly requestTimeoutSeconds: number;
  readonly metrics: RequestMetrics;
  /** Undefined: no traces are recorded; those of callers are named in the log all the same. */
  readonly tracer: Tracer | undefined;
}

/**
 * How long a connection may stay open without a request. Longer than the usual 60 s of a proxy, so that it is the proxy that
 * closes what is idle: a request that it sends on a connection which is being closed here would be lost.
 */
const keepAliveSeconds = 72;
/** How long the head alone may take: nobody types it. */
const headersTimeoutSeconds = 10;
const connectionsCheckingIntervalSeconds = 1;

const createApp = (
  { logger, requestTimeoutSeconds, metrics }: ServerOptions,
  connections: RefusedConnections,
  traces: RequestTraces,
  onAnswered: OnAnswered,
): FastifyInstance =>
  fastify({
    loggerInstance: logger,
    logController: new RequestLog(),
    requestIdHeader: false,
    genReqId: requestIdOf,
    childLoggerFactory: traces.childLogger,
    bodyLimit: bodyLimitBytes,
    // What was accepted is answered, also while the server closes.
    return503OnClosing: false,
    forceCloseConnections: "idle",
    requestTimeout: requestTimeoutSeconds * 1000,
    keepAliveTimeout: keepAliveSeconds * 1000,
    // No parameter is longer than the head that it comes in: how long an address may be is for protocolProblem to say.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: headLimitBytes },
    rewriteUrl: ({ url = "/" }) => originFormOf(url),
    http: {
      maxHeaderSize: headLimitBytes,
      headersTimeout: Math.min(headersTimeoutSeconds, requestTimeoutSeconds) * 1000,
      connectionsCheckingInterval: connectionsCheckingIntervalSeconds * 1000,
      // Node's own answer is a bare 400; protocolProblem says it as a problem.
      requireHostHeader: false,
    },
    clientErrorHandler: connections.refuse,
    // No hook runs for an address that the router cannot read.
    frameworkErrors: (error, request, reply) => {
      metrics.began();
      setDoorHeaders(request, reply);
      reply.header("Connection", "close");
      sendProblem(request, reply, protocolProblem(request.raw) ?? problemOf(error));
      logAnswer(request, reply, onAnswered);
    },
  });

/** What every answer has. A browser must not guess that what a user wrote is HTML. */
const setDoorHeaders = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.headers({ "X-Request-Id": request.id, "X-Content-Type-Options": "nosniff" });
};

/** The router takes no text for a parameter too, and CORS has a route for every OPTIONS. */
const isUnrouted = ({ is404, method, params }: FastifyRequest): boolean =>
  is404 || method === "OPTIONS" || Object.values(params as object).includes("");

/** Makes the server and its routes. Throws a BindingError when contract, handlers and authenticators do not fit. */
export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const operations = operationsOf(options.contract);
  const { logger, metrics } = options;
  const connections = createRefusedConnections((refusal) => {
    logger.info(refusal, "request refused by the parser");
    metrics.refused({ ...refusal, operationId: undefined, seconds: undefined });
  }, allowAnywhere(operations));
  const traces = createRequestTraces(options.tracer, operations);
  const onAnswered: OnAnswered = (request, answered) => {
    metrics.answered(answered);
    traces.end(request.raw, answered);
  };
  const app = createApp(options, connections, traces, onAnswered);
  const handleUnrouted = createUnroutedHandler(operations);
  connections.watch(app.server);
  spareAnswersOnTheirWay(app.server);
  app.decorateRequest("caller", undefined);
  app.decorateReply("problemType", undefined);
  installBodyParser(app, mediaTypesOf(operations));
  installBodyReading(app, connections);
  announceShutdown(app);

  app.addHook("onSend", (request, reply, payload, done) => {
    logAnswer(request, reply, onAnswered);
    done(null, payload);
  });
  app.addHook("onRequest", (request, reply, done) => {
    metrics.began();
    setDoorHeaders(request, reply);
    const refused = protocolProblem(request.raw);
    if (refused === undefined) return done();
    reply.header("Connection", "close");
    sendProblem(request, reply, refused);
  });
  traces.install(app);
  await allowOrigins(app, options.corsOrigins);
  // Before the body is read: what no operation answers takes none.
  app.addHook("onRequest", (request, reply, done) => {
    if (isUnrouted(request)) handleUnrouted(request, reply);
    else done();
  });
  app.setNotFoundHandler(handleUnrouted);
  app.setErrorHandler((error, request, reply) => {
    const failure = hasHungUp(request) ? incomplete : problemOf(error);
    if (isFault(failure)) request.log.error({ err: error }, "request failed");
    return sendProblem(request, reply, failure);
  });

  await bindOperations(app, operations, options);
  return app;
};
