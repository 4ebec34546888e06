/** How many connections there may be, for all clients and for each, and how much may wait on them. */
import type { Server } from "node:http";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { problem } from "../contract/problem.ts";
import { refuse } from "../http/refusal.ts";
import type { ConnectionMetrics } from "../observe/connection-metrics.ts";
import { createTally } from "../observe/tally.ts";
import { callerAt } from "../pipeline/rate-limit.ts";
import { type Buffers, createBuffers } from "../sockets/buffers.ts";
import { type Connections, onceOver } from "../sockets/connections.ts";
import { paceBodies } from "../sockets/paced-body.ts";
import { beginInTurn } from "../sockets/pipelining.ts";
import { createShare } from "../sockets/share.ts";

export interface ConnectionLimits {
  /** How many connections are served at the same time. */
  readonly maxConnections: number;
  /** How many of them from one IP address; behind a trusted proxy, how many requests of one client at the same time. */
  readonly maxConnectionsPerAddress: number;
  /** How much may wait in memory for all connections together. */
  readonly maxBufferedBytes: number;
}

export interface ConnectionLimitParts {
  readonly connections: Connections;
  readonly metrics: ConnectionMetrics;
  readonly logger: FastifyBaseLogger;
  readonly isTrustedProxy: (address: string | undefined) => boolean;
}

/** Why a connection was closed, and what the log says of it. */
const reasons = {
  total: "too many connections: some were closed",
  address: "too many connections from an IP address: some were closed",
  buffered: "too much waited in memory for connections: some were closed",
} as const;

type Reason = keyof typeof reasons;

/** Makes the function to call for each connection that is closed; the log is told at a bounded rate. */
const createReport = (limits: ConnectionLimits, { logger, metrics }: ConnectionLimitParts) => {
  const createReporter = (reason: Reason, limit: object): (() => void) => {
    const tell = createTally((connections) => logger.warn({ connections, ...limit }, reasons[reason]));
    return () => {
      metrics.closed(reason);
      tell();
    };
  };
  const { maxConnections, maxConnectionsPerAddress, maxBufferedBytes } = limits;
  return {
    total: createReporter("total", { maxConnections }),
    address: createReporter("address", { maxConnectionsPerAddress }),
    buffered: createReporter("buffered", { maxBufferedBytes }),
  } satisfies Record<Reason, () => void>;
};

/** A proxy has the connections of all its clients, and no share of its own. */
const shareConnections = (
  server: Server,
  { maxConnectionsPerAddress }: ConnectionLimits,
  { isTrustedProxy }: ConnectionLimitParts,
  onExcess: () => void,
): void => {
  const share = createShare(maxConnectionsPerAddress);
  server.prependListener("connection", (socket) => {
    const { remoteAddress } = socket;
    if (isTrustedProxy(remoteAddress)) return;
    const client = callerAt(remoteAddress);
    if (share.take(client)) {
      socket.once("close", () => share.giveBack(client));
    } else {
      socket.destroy();
      onExcess();
    }
  });
};

/** The same for the clients of a proxy, of which only the requests are known. */
const shareRequests = (
  app: FastifyInstance,
  { maxConnectionsPerAddress }: ConnectionLimits,
  { isTrustedProxy }: ConnectionLimitParts,
): void => {
  const share = createShare(maxConnectionsPerAddress);
  const refusal = {
    failure: problem("rate-limited", "This client has as many requests under way as it may."),
    headers: { "Retry-After": "1" },
  };
  app.addHook("onRequest", (request, reply, done) => {
    if (!isTrustedProxy(request.socket.remoteAddress)) return done();
    const client = callerAt(request.ip);
    if (!share.take(client)) return refuse(request, reply, refusal);
    onceOver({ request: request.raw, response: reply.raw }, () => share.giveBack(client));
    done();
  });
};

export interface LimitedConnections {
  readonly buffers: Buffers;
  /** To be called when all listeners for requests are there. */
  readonly beginInTurn: () => void;
}

/** Limits the connections of a server that does not listen yet. Its hook is to be the first one that may refuse. */
export const limitConnections = (
  app: FastifyInstance,
  limits: ConnectionLimits,
  parts: ConnectionLimitParts,
): LimitedConnections => {
  const { server } = app;
  const { connections, metrics } = parts;
  const onClosed = createReport(limits, parts);
  // Node closes what is beyond before a byte of it is read.
  server.maxConnections = limits.maxConnections;
  server.on("drop", onClosed.total);
  shareConnections(server, limits, parts, onClosed.address);
  shareRequests(app, limits, parts);
  const buffers = createBuffers({ limitBytes: limits.maxBufferedBytes, onCut: onClosed.buffered });
  paceBodies(app, buffers);
  metrics.watch({ open: connections.count, bufferedBytes: buffers.bytes });
  return {
    buffers,
    beginInTurn: () => beginInTurn(server, { connections, buffers, onExcess: onClosed.buffered }),
  };
};
