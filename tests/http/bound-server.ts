/**
 * The door as the service builds it, on the real contract, with handlers of the test's own: the way to see a handler that
 * fails, strays or waits, which none of Roster's does on purpose.
 */
import type { FastifyInstance } from "fastify";
import { app } from "../../src/app.ts";
import type { Authenticator } from "../../src/core/access/principal.ts";
import { operationsOf } from "../../src/core/contract/operations.ts";
import { rateLimitsOf } from "../../src/core/contract/rate-limits.ts";
import { createLogger } from "../../src/core/observe/logger.ts";
import { createMetrics } from "../../src/core/observe/metrics.ts";
import type { BoundHandler } from "../../src/core/pipeline/answer.ts";
import { createAnswerCache } from "../../src/core/pipeline/answer-cache.ts";
import { createCounter } from "../../src/core/pipeline/request-counter.ts";
import type { ServerOptions } from "../../src/core/server/options.ts";
import { createServer } from "../../src/core/server/server.ts";
import { closeGracefully } from "../../src/core/server/shutdown.ts";
import { listen } from "../../src/core/sockets/listen.ts";
import { contract } from "../support/roster.ts";

export interface BoundServer extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly address: string;
  readonly port: number;
  /** What was logged so far, parsed. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

const letIn: Authenticator = async () => ({
  kind: "authenticated",
  principal: { actor: "test", scopes: new Set(["users:write", "data:write", "changes:read"]) },
});

/** What a server is made of: every operation has a handler, every caller may do everything. */
export const serverOptions = (log: Record<string, unknown>[] = []): ServerOptions => ({
  contract,
  formats: app.formats,
  handlers: Object.fromEntries(
    operationsOf(contract).map(({ operationId }) => [operationId, async () => ({ status: 204 })]),
  ),
  authenticators: { apiKey: letIn, oidc: letIn },
  logger: createLogger("debug", { write: (line) => void log.push(JSON.parse(line)) }),
  corsOrigins: [],
  trustedProxies: [],
  basePath: "",
  keepAliveSeconds: 72,
  certificate: undefined,
  requestTimeoutSeconds: 30,
  idleTimeoutSeconds: 60,
  maxConnections: 1_000,
  maxConnectionsPerAddress: 1_000,
  maxBufferedBytes: 32 * 1024 * 1024,
  rateLimits: rateLimitsOf(contract),
  counterOf: createCounter,
  cache: createAnswerCache(() => undefined, 0),
  readTogether: (work) => work(),
  maxEventLoopDelayMilliseconds: 0,
  maximumStreams: 100,
  maximumStreamsPerClient: 100,
  streamHeartbeatSeconds: 15,
  metrics: createMetrics("test").requests,
  tracer: undefined,
});

/** Starts a server in which these handlers stand in for those that do nothing. `overrides` are other options. */
export const startBoundServer = async (
  handlers: Readonly<Record<string, BoundHandler>>,
  overrides: Partial<ServerOptions> = {},
): Promise<BoundServer> => {
  const log: Record<string, unknown>[] = [];
  const options = { ...serverOptions(log), ...overrides };
  const app = await createServer({ ...options, handlers: { ...options.handlers, ...handlers } });
  const address = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    app,
    address,
    port: Number(new URL(address).port),
    log,
    [Symbol.asyncDispose]: () => closeGracefully(app, 1),
  };
};
