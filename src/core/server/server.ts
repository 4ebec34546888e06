/** The door: a Fastify server for a contract. It does not listen yet. */
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import { mediaTypesOf, operationsOf } from "../contract/operations.ts";
import { unroutedRateLimitOf } from "../contract/rate-limits.ts";
import { bindOperations } from "../doors/http/binding.ts";
import { installBodyParser } from "../doors/http/body-parser.ts";
import { answerPreflights, type CrossOriginHeaders, createCrossOriginHeaders } from "../doors/http/cross-origin.ts";
import { installFastPath } from "../doors/http/fast-path.ts";
import { allowAnywhere, createUnroutedHandler, isUnrouted } from "../doors/http/unrouted.ts";
import { createUnroutedLimits, type LimitUnrouted, refuseUnrouted } from "../doors/http/unrouted-limit.ts";
import { defaultHeaders } from "../http/default-headers.ts";
import { keepOnlyAddresses } from "../http/forwarded-addresses.ts";
import { bodyLimitBytes } from "../http/media-type.ts";
import { createPathPrefix, type PathPrefix } from "../http/path-prefix.ts";
import { sendProblem } from "../http/problem-details.ts";
import { headFieldsLimit, protocolProblem } from "../http/protocol.ts";
import { requestIdOf } from "../http/request-id.ts";
import { originFormOf } from "../http/target.ts";
import { createTrust } from "../http/trusted-proxies.ts";
import { createEventStreams } from "../pipeline/event-stream.ts";
import { createFaultLog } from "../pipeline/fault-log.ts";
import { isFault, problemOf } from "../pipeline/faults.ts";
import { watchEventLoop } from "../pipeline/overload.ts";
import { createOveruse } from "../pipeline/overuse.ts";
import { createRateLimits } from "../pipeline/rate-limit.ts";
import { routerOptions } from "../pipeline/read-routes.ts";
import {
  type AnswerListeners,
  logAnswer,
  type OnAnswered,
  RequestLog,
  rememberAddresses,
} from "../pipeline/request-log.ts";
import { createRequestTraces, type RequestTraces } from "../pipeline/request-trace.ts";
import { createConnections } from "../sockets/connections.ts";
import { spareAnswersOnTheirWay } from "../sockets/idle-connections.ts";
import { closeLingering } from "../sockets/lingering-close.ts";
import { transportOf } from "../sockets/transport.ts";
import { hasHungUp, incomplete, installBodyReading } from "./body-reading.ts";
import { limitConnections } from "./connection-limits.ts";
import type { ServerOptions } from "./options.ts";
import { createRefusedConnections, type RefusedConnections } from "./refused-connection.ts";
import { announceShutdown } from "./shutdown.ts";

interface AppParts {
  readonly refused: RefusedConnections;
  readonly traces: RequestTraces;
  readonly listeners: AnswerListeners;
  readonly limitUnrouted: LimitUnrouted;
  readonly pathPrefix: PathPrefix;
  readonly setDefaultHeaders: SetDefaultHeaders;
}

const createApp = (
  options: ServerOptions,
  { refused, traces, listeners, limitUnrouted, pathPrefix, setDefaultHeaders }: AppParts,
): FastifyInstance =>
  fastify({
    ...transportOf(options),
    loggerInstance: options.logger,
    logController: new RequestLog(),
    requestIdHeader: false,
    genReqId: requestIdOf,
    childLoggerFactory: traces.childLogger,
    bodyLimit: bodyLimitBytes,
    // What was accepted is answered, also while the server closes.
    return503OnClosing: false,
    forceCloseConnections: "idle",
    requestTimeout: options.requestTimeoutSeconds * 1000,
    keepAliveTimeout: options.keepAliveSeconds * 1000,
    // Node takes an answer that is still being read, however slowly, for activity.
    connectionTimeout: options.idleTimeoutSeconds * 1000,
    trustProxy: options.trustedProxies.length > 0 && [...options.trustedProxies],
    routerOptions,
    rewriteUrl: ({ url = "/" }) => pathPrefix.strip(originFormOf(url)),
    clientErrorHandler: refused.refuse,
    // No hook runs for an address that the router cannot read.
    frameworkErrors: (error, request, reply) => {
      options.metrics.began();
      request.prefix = pathPrefix.of(request);
      setDefaultHeaders(request, reply);
      limitUnrouted(request, reply, () => {
        reply.header("Connection", "close");
        sendProblem(request, reply, protocolProblem(request.raw) ?? problemOf(error));
      });
      logAnswer(request, reply, listeners);
    },
  });

/** Sets what every response has; an operation sets what it declares over that. */
type SetDefaultHeaders = (request: FastifyRequest, reply: FastifyReply) => void;

const createDefaultHeaders =
  (crossOriginHeaders: CrossOriginHeaders): SetDefaultHeaders =>
  (request, reply) => {
    reply
      .header("x-request-id", request.id)
      .headers(defaultHeaders(request.protocol === "https"))
      .headers(crossOriginHeaders(request.headers.origin));
  };

/** The short way knows neither other origins, nor proxies that speak for callers, nor traces, nor failures of another shape. */
const mayTakeFastPath = ({ corsOrigins, trustedProxies, tracer, mapFailure }: ServerOptions): boolean =>
  corsOrigins.length + trustedProxies.length === 0 && tracer === undefined && mapFailure === undefined;

/** Makes the server and its routes. Throws a BindingError when contract, handlers and authenticators do not fit. */
export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const operations = operationsOf(options.contract);
  const { logger, metrics, cache } = options;
  const connections = createConnections();
  const isTrustedProxy = createTrust(options.trustedProxies);
  const overuse = createOveruse(logger, connections, isTrustedProxy);
  const rateLimits = createRateLimits(options.rateLimits, options.counterOf);
  const { limitUnrouted, limitConnection } = createUnroutedLimits(
    rateLimits({ operationId: "x-unrouted-rate-limit", rateLimits: unroutedRateLimitOf(options.contract) }),
    isTrustedProxy,
  );
  const crossOriginHeaders = createCrossOriginHeaders(options.corsOrigins, operations);
  const setDefaultHeaders = createDefaultHeaders(crossOriginHeaders);
  const refused = createRefusedConnections({
    connections,
    allow: allowAnywhere(operations),
    crossOriginHeaders,
    limit: limitConnection,
    report: (refusal, connection) => {
      const { status, problem, address = "" } = refusal;
      const isLogged = problem !== "rate-limited" || overuse.note(connection, address);
      if (isLogged) logger.info(refusal, status ? "request refused by the parser" : "refused by TLS");
      if (status) metrics.refused({ status, problem, operationId: undefined, seconds: undefined });
    },
  });
  const logFault = createFaultLog(logger);
  const traces = createRequestTraces(options.tracer, operations);
  const onAnswered: OnAnswered = (request, answered) => {
    metrics.answered(answered);
    traces.end(request.raw, answered);
  };
  const listeners = { onAnswered, overuse };
  const pathPrefix = createPathPrefix(options.basePath, options.trustedProxies);
  const app = createApp(options, { refused, traces, listeners, limitUnrouted, pathPrefix, setDefaultHeaders });
  const overload = watchEventLoop(app, options.maxEventLoopDelayMilliseconds);
  // One more than protocolProblem lets through: depending on its version, Node refuses the rest, or leaves it out unseen.
  app.server.maxHeadersCount = headFieldsLimit + 1;
  const handleUnrouted = createUnroutedHandler(operations);
  if (options.trustedProxies.length > 0) keepOnlyAddresses(app.server);
  rememberAddresses(app.server);
  connections.follow(app.server);
  refused.watch(app.server);
  spareAnswersOnTheirWay(app.server, connections);
  closeLingering(app.server, connections);
  app.decorateRequest("caller", undefined);
  app.decorateRequest("prefix", "");
  app.decorateRequest("isNoted", false);
  app.decorateReply("problemType", undefined);
  installBodyParser(app, mediaTypesOf(operations));
  announceShutdown(app);

  app.addHook("onSend", (request, reply, payload, done) => {
    logAnswer(request, reply, listeners);
    done(null, payload);
  });
  app.addHook("onRequest", (request, reply, done) => {
    metrics.began();
    request.prefix = pathPrefix.of(request);
    setDefaultHeaders(request, reply);
    done();
  });
  const limited = limitConnections(app, options, {
    connections,
    metrics: metrics.connections,
    logger,
    isTrustedProxy,
  });
  installBodyReading(app, refused, limited.buffers);
  refuseUnrouted(app, limitUnrouted);
  traces.install(app);
  await answerPreflights(app, options.corsOrigins, operations);
  // Before the body is read: what no operation answers takes none.
  app.addHook("onRequest", (request, reply, done) => {
    if (isUnrouted(request)) handleUnrouted(request, reply);
    else done();
  });
  app.setNotFoundHandler(handleUnrouted);
  app.setErrorHandler((error, request, reply) => {
    const failure = hasHungUp(request) ? incomplete : problemOf(error);
    if (isFault(failure)) logFault(error, request.log);
    // Over those of an answer that could not be sent.
    setDefaultHeaders(request, reply);
    return sendProblem(request, reply, failure);
  });

  const streams = createEventStreams(options);
  metrics.watchStreams(streams.count);
  app.addHook("preClose", async () => streams.end());
  const reads = await bindOperations(app, operations, options, { limits: { rateLimits, overload }, streams, cache });
  if (mayTakeFastPath(options)) {
    const isTls = options.certificate !== undefined;
    const { readTogether } = options;
    installFastPath(app.server, operations, {
      reads,
      cache,
      readTogether,
      rateLimits,
      overload,
      metrics,
      buffers: limited.buffers,
      overuse,
      logger,
      logFault,
      isTls,
      pathPrefix,
    });
  }
  limited.beginInTurn();
  return app;
};
