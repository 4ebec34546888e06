/** Connections to a PostgreSQL server, kept and lent out, with a bound to every wait. */
import type { PostgresPool } from "kysely";
import pg from "pg";
import type { PostgresAddress } from "./address.ts";
import { sessionConfig } from "./client.ts";
import { ConnectionFailure, postgresFailureOf } from "./failure.ts";
import { watchOutages } from "./outage.ts";
import { lend, noteEnd } from "./session.ts";
import { createTurns } from "./turns.ts";

/** Which connections, and how many. */
export interface PoolOptions {
  readonly size: number;
  /** How long a connection is waited for that others have. */
  readonly waitMilliseconds: number;
  /** Server settings of each connection, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** Told once when the server does not answer any more, and once when it does again. */
  readonly onOutage: () => void;
}

/** How much of a pool is in use. */
export interface PoolUse {
  readonly open: number;
  readonly idle: number;
  /** Those who wait for a connection. */
  readonly waiting: number;
}

/** A pool as Kysely takes it. */
export interface Pool extends PostgresPool {
  readonly use: () => PoolUse;
}

const connectMilliseconds = 2_000;
const probeMilliseconds = 1_000;
const stallMilliseconds = 1_000;
const maximumWaiting = 10_000;
const limits = { statementMilliseconds: 3_000, lockMilliseconds: 1_000, idleInTransactionMilliseconds: 5_000 };
const answerMilliseconds = 4_000;
// Servers behind a name change; no connection outlives that for long.
const lifetimeSeconds = 600;

/**
 * Opens the pool, which connects when it is first asked to. Every wait is bounded: for a connection that others have by
 * `waitMilliseconds`, and by 1 s while none is handed on; for the server to take another one by 2 s, for a lock by 1 s, for
 * a statement by 3 s, for any answer at all by 4 s. Once the server did not answer, whoever asks is told so at once, until
 * it does.
 * @throws ConnectionFailure, by its `connect`
 */
export const openPool = (address: PostgresAddress, options: PoolOptions): Pool => {
  const { size, waitMilliseconds, settings, onOutage } = options;
  const config = sessionConfig(address, { connectMilliseconds, limits, settings });
  const turns = createTurns({ atOnce: size, waiting: maximumWaiting, waitMilliseconds, stallMilliseconds });

  const openConnections = (): pg.Pool => {
    // A client is given its configuration here, so that the pool itself does not hold the password.
    class Client extends pg.Client {
      constructor() {
        super(config);
      }
    }
    const opened = new pg.Pool({ Client, max: size, maxLifetimeSeconds: lifetimeSeconds, idleTimeoutMillis: 60_000 });
    opened.on("connect", noteEnd);
    // The end of a connection that nobody uses: the pool has forgotten it already.
    return opened.on("error", () => {});
  };

  let connections = openConnections();
  let closed = false;
  const probe = async (): Promise<void> => {
    const client = new pg.Client({ ...config, connectionTimeoutMillis: probeMilliseconds });
    client.on("error", () => {});
    await client.connect().finally(() => void client.end());
  };
  const outages = watchOutages(probe, {
    onBegin: (failure) => {
      turns.rejectWaiting(failure);
      // None of the connections from before is to be trusted.
      void connections.end();
      connections = openConnections();
      onOutage();
    },
    onEnd: onOutage,
  });
  const watch = { answerMilliseconds, onSilence: outages.begin, onRelease: turns.end };

  return {
    connect: async () => {
      if (closed) throw new ConnectionFailure("stopped", "The database is closed");
      outages.check();
      await turns.take();
      try {
        return lend(await connections.connect(), watch);
      } catch (error) {
        turns.end();
        // It answers, and has no room for another connection.
        throw postgresFailureOf(error) === "busy" ? error : outages.begin(error);
      }
    },
    end: async () => {
      if (closed) return;
      closed = true;
      outages.stop();
      await connections.end();
    },
    use: () => ({ open: connections.totalCount, idle: connections.idleCount, waiting: turns.waiting() }),
    options: {},
  };
};
