/** Puts the parts together, in their order, and takes them apart again. */
import { setTimeout } from "node:timers/promises";
import { Server as TlsServer } from "node:tls";
import { createApiKeyAuthenticator } from "../access/api-key-authenticator.ts";
import { createKeyUseRecorder } from "../access/key-use.ts";
import { authenticatorsOf } from "../access/scheme.ts";
import type { AnyApplication } from "../application.ts";
import { normalForm } from "../contract/normal-form.ts";
import type { Logger } from "../observe/logger.ts";
import { createMetrics } from "../observe/metrics.ts";
import { readDocuments } from "../operations/documentation/documents.ts";
import type { CoreParts } from "../operations/parts.ts";
import { operatorScheme, withServiceOperations } from "../operations/service-operations.ts";
import { createAnswerCache } from "../pipeline/answer-cache.ts";
import { createCursorCodec } from "../resource/cursor.ts";
import { createServer } from "../server/server.ts";
import { closeGracefully } from "../server/shutdown.ts";
import type { Config } from "../settings/config.ts";
import { readCertificate } from "../sockets/certificate.ts";
import { renewCertificate } from "../sockets/certificate-renewal.ts";
import { listen, misleadingPort } from "../sockets/listen.ts";
import { startForgetting } from "../store/forget-changes.ts";
import { ownQueries } from "../store/queries/queries.ts";
import { openStore } from "../store/store.ts";
import type { Writer } from "../store/writer/writer.ts";
import { backupAge } from "./backup-age.ts";
import { bind } from "./bind.ts";
import { createCertificateLog } from "./certificate-log.ts";
import { chooseRateLimits, createCounts } from "./rate-limits.ts";
import { watchReadiness } from "./readiness.ts";
import { createTokens } from "./tokens.ts";
import { traceStore } from "./traced-store.ts";
import { createTracer } from "./tracing.ts";

/** Who writes what no client asked for. */
const coreContext = { actor: "roster" };
const keyUseIntervalMilliseconds = 60_000;

/** A running service. Disposing of it answers what was accepted, closes the database, and takes a bounded time. */
export interface Service extends AsyncDisposable {
  /** Where it listens: `http://127.0.0.1:5000`, or `https:` with a certificate. */
  readonly address: string;
}

/**
 * Starts the service of an application. Rejects with an error whose message is for people when a part cannot be had: the database, the contract,
 * the keys, the port; whatever was opened before is closed again. `droppedLogLines` tells how many lines the log has lost.
 */
export const startService = async <Own extends object>(
  application: AnyApplication<Own>,
  config: Config & Own,
  logger: Logger,
  droppedLogLines: () => number = () => 0,
): Promise<Service> => {
  await using opened = new AsyncDisposableStack();
  let stopping = false;
  let lookAtReadiness = (): void => {};

  application.checkConfig?.(config);
  const certificate = config.tls && (await readCertificate(config.tls));
  const documents = readDocuments(application.root);
  const { contract, handlers: serviceHandlers } = withServiceOperations(normalForm(documents.contract));
  const rateLimits = chooseRateLimits(contract, config.rateLimit);
  if (rateLimits.length === 0) logger.warn("there are no rate limits: RATE_LIMIT is off");
  const { version } = documents.contract.info;
  const metrics = createMetrics(version);
  metrics.watchLog(droppedLogLines);
  const tracer = await createTracer(config, version, logger);
  if (tracer !== undefined) opened.use(tracer);
  const store = opened.use(
    await openStore(application, {
      databaseUrl: config.databaseUrl,
      databasePoolSize: config.databasePoolSize,
      sampleData: config.sampleData,
      onFault: (error) => logger.error({ err: error }, "the store failed"),
      onOutage: () => lookAtReadiness(),
      onCommit: metrics.committed,
    }),
  );
  metrics.addGauges([...store.gauges, backupAge(config.backupDirectory)]);
  const counts = opened.use(await createCounts(config.redisUrl, logger));
  metrics.addGauges(counts.gauges);

  // For the core, the commands of the application are none.
  const coreWriter = store.writer as unknown as Writer;
  const keyUse = createKeyUseRecorder((uses) => coreWriter.run("recordKeyUse", { uses }, coreContext));
  const flushKeyUse = (): Promise<void> =>
    keyUse.flush().catch((error) => logger.warn({ err: error }, "the last use of keys could not be recorded"));
  opened.defer(flushKeyUse);
  const timer = setInterval(flushKeyUse, keyUseIntervalMilliseconds).unref();
  opened.defer(() => clearInterval(timer));

  opened.use(
    startForgetting({
      changes: store.queries.changes,
      writer: coreWriter,
      retentionDays: config.changesRetentionDays,
      onFailure: (error) => logger.warn({ err: error }, "old changes could not be forgotten"),
      onDoubt: () => logger.warn("the clock is more than a day from the newest change: nothing expires for an hour"),
    }),
  );

  const tokens = await createTokens(config.oidc, logger);
  const cache = createAnswerCache(store.version, config.cacheBytes);
  metrics.addCache(cache.use);
  const traced = traceStore(store, tracer);
  const { readiness } = opened.use(watchReadiness(store, () => stopping, logger, metrics));
  lookAtReadiness = () => void readiness();
  const { queries, writer } = traced;
  const own = (await application.open?.({ config, queries: ownQueries(queries), writer, logger })) ?? {};
  const parts: CoreParts = {
    changes: store.changes,
    cursors: createCursorCodec(await queries.secrets.find("cursor")),
    metrics,
    readiness,
    documents,
  };
  const keys = createApiKeyAuthenticator(queries.keys.find, keyUse.record);
  const app = await createServer({
    contract,
    handlers: bind({ ...application.handlers, ...serviceHandlers }, { ...own, ...parts, writer }),
    formats: application.formats,
    mapFailure: application.mapFailure,
    authenticators: {
      ...authenticatorsOf(contract.components.securitySchemes ?? {}, {
        keys,
        tokens: tokens.authenticate,
        hasIssuer: config.oidc !== undefined,
      }),
      [operatorScheme]: keys,
    },
    logger,
    corsOrigins: config.corsOrigins,
    trustedProxies: config.trustedProxies,
    basePath: config.basePath,
    keepAliveSeconds: config.keepAliveSeconds,
    certificate,
    requestTimeoutSeconds: config.requestTimeoutSeconds,
    idleTimeoutSeconds: config.idleTimeoutSeconds,
    maxConnections: config.maxConnections,
    maxConnectionsPerAddress: config.maxConnectionsPerAddress,
    maxBufferedBytes: config.maxBufferedBytes,
    maxEventLoopDelayMilliseconds: config.maxEventLoopDelayMilliseconds,
    rateLimits,
    counterOf: counts.counterOf,
    maximumStreams: config.maximumStreams,
    maximumStreamsPerClient: config.maximumStreamsPerClient,
    streamHeartbeatSeconds: config.streamHeartbeatSeconds,
    cache,
    readTogether: store.readTogether,
    metrics: metrics.requests,
    tracer,
  });
  opened.defer(() => closeGracefully(app, config.shutdownTimeoutSeconds));
  await store.ready;
  if (config.tls !== undefined && certificate !== undefined && app.server instanceof TlsServer) {
    opened.use(renewCertificate(app.server, config.tls, certificate, createCertificateLog(logger)));
  }
  // So that the metrics know it from the start.
  await readiness();
  const endpoint = { host: config.host, port: config.port };
  const warning = await misleadingPort(endpoint);
  if (warning !== undefined) logger.warn(warning);
  const address = await listen(app, endpoint);
  tokens.prepare();

  const running = opened.move();
  return {
    address,
    [Symbol.asyncDispose]: async () => {
      stopping = true;
      await setTimeout(config.drainSeconds * 1000);
      await running.disposeAsync();
    },
  };
};
