/** Clients that go on after they have used up a rate limit: their lines in the log are summed up, and their connections slowed down. */
import type { Socket } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { LRUCache } from "lru-cache";
import { createTally } from "../observe/tally.ts";
import type { Connections } from "./connections.ts";

export interface Overuse {
  /** Notes that a request on a connection was refused. Tells whether it has a line of its own: the first one of a client has. */
  readonly note: (connection: Socket, client: string) => boolean;
}

const clientsLimit = 1_000;
/** After which a client that was refused has a line of its own again. */
const quietMilliseconds = 60_000;

/** Makes what notes them. What is summed up is told every ten seconds at most, for each client. */
export const createOveruse = (logger: FastifyBaseLogger, connections: Pick<Connections, "slowDown">): Overuse => {
  const tallies = new LRUCache<string, () => void>({
    max: clientsLimit,
    ttl: quietMilliseconds,
    updateAgeOnGet: true,
    memoMethod: (address) =>
      createTally((requests) => logger.info({ address, requests }, "more requests refused: rate-limited")),
  });
  return {
    note: (connection, client) => {
      connections.slowDown(connection);
      const isFirst = !tallies.has(client);
      const count = tallies.memo(client);
      if (!isFirst) count();
      return isFirst;
    },
  };
};
