/** Sessions of PostgreSQL, and the little that is not as `pg` does it by itself. */
import pg from "pg";
import type { PostgresAddress } from "./address.ts";

/** What holds for each statement of a session. The server ends what takes longer. */
export interface SessionLimits {
  readonly statementMilliseconds: number;
  readonly lockMilliseconds: number;
  readonly idleInTransactionMilliseconds: number;
}

/** How a session is opened. */
export interface SessionOptions {
  readonly connectMilliseconds: number;
  readonly limits?: SessionLimits;
  /** Server settings by name, such as `jit`. */
  readonly settings?: Readonly<Record<string, string>>;
}

// Identities and counts, all of them below 2^53, which pg would hand over as text.
const int8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
};

/** The configuration of a client or of a pool of them. */
export const sessionConfig = (address: PostgresAddress, options: SessionOptions): pg.ClientConfig => ({
  host: address.host,
  port: address.port,
  database: address.database,
  user: address.user,
  password: address.password,
  ssl: address.tls === false ? false : { ...address.tls },
  application_name: address.applicationName,
  connectionTimeoutMillis: options.connectMilliseconds,
  // So that a host that is gone without a word is noticed while nothing is asked of it.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  types,
  ...(options.limits && {
    statement_timeout: options.limits.statementMilliseconds,
    lock_timeout: options.limits.lockMilliseconds,
    idle_in_transaction_session_timeout: options.limits.idleInTransactionMilliseconds,
  }),
  ...(options.settings && {
    options: Object.entries(options.settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  }),
});
