/**
 * Clients that ask for more than their share: after they have used up a rate limit, their connections are slowed down; their lines in the
 * log are summed up then, and where no rate limit counts what they ask.
 */
import type { Socket } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { LRUCache } from "lru-cache";
import { createTally } from "../observe/tally.ts";
import type { Connections } from "../sockets/connections.ts";
import { createCounter, type Use } from "./request-counter.ts";

export interface Overuse {
  /** Notes that a request on a connection was refused. Tells whether it has a line of its own: the first one of a client has. */
  readonly note: (connection: Socket, client: string) => boolean;
  /** Whether a request that no rate limit counts has a line of its own: so many of a client have. */
  readonly hasLine: (client: string) => boolean;
}

/** Of requests that no rate limit counts: what asks whether the process is alive asks less. */
const lines = { name: "lines", by: "address", quota: 600, windowSeconds: 60 } as const;

const clientsLimit = 1_000;
/** After which a client that was refused has a line of its own again. */
const quietMilliseconds = 60_000;

/** Makes what notes them. What is summed up is told every ten seconds at most, for each client. A proxy's connection has other clients too. */
export const createOveruse = (
  logger: FastifyBaseLogger,
  connections: Pick<Connections, "slowDown">,
  isTrustedProxy: (address: string | undefined) => boolean,
): Overuse => {
  const createTallies = (message: string) =>
    new LRUCache<string, () => void>({
      max: clientsLimit,
      ttl: quietMilliseconds,
      updateAgeOnGet: true,
      memoMethod: (address) => createTally((requests) => logger.info({ address, requests }, message)),
    });
  const refused = createTallies("more requests refused: rate-limited");
  const unlimited = createTallies("more requests answered that no rate limit counts");
  const countLines = createCounter(lines);
  return {
    note: (connection, client) => {
      if (!isTrustedProxy(connection.remoteAddress)) connections.slowDown(connection);
      const isFirst = !refused.has(client);
      const count = refused.memo(client);
      if (!isFirst) count();
      return isFirst;
    },
    hasLine: (client) => {
      // This one counts in this process.
      const { requests } = countLines(client) as Use;
      if (requests <= lines.quota) return true;
      unlimited.memo(client)();
      return false;
    },
  };
};
