/** Why PostgreSQL did not do what it was asked, as far as Roster tells refusals apart. */
export type PostgresFailure = "busy" | "full" | "stopped" | "notPermitted";

/** There is no connection, or none in time; there is no code of PostgreSQL's for that. */
export class ConnectionFailure extends Error {
  override readonly name = "ConnectionFailure";
  readonly failure: "busy" | "stopped";

  constructor(failure: "busy" | "stopped", message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: the first that fits, whole codes before their classes.
const failures: readonly (readonly [prefix: string, failure: PostgresFailure])[] = [
  ["55P03", "busy"], // lock_not_available: lock_timeout
  ["57014", "busy"], // query_canceled: statement_timeout
  ["40001", "busy"], // serialization_failure
  ["40P01", "busy"], // deadlock_detected
  ["53100", "full"], // disk_full
  ["53", "busy"], // too many connections, no memory, another limit
  ["42501", "notPermitted"], // insufficient_privilege
  ["08", "stopped"], // connection exception
  ["57P", "stopped"], // operator intervention: it shuts down, has crashed, starts, drops the database
  ["25P03", "stopped"], // idle_in_transaction_session_timeout
  ["25P04", "stopped"], // transaction_timeout
  ["25006", "stopped"], // read_only_sql_transaction: it follows another server now
  ["28", "stopped"], // it no longer takes this user
  ["3D000", "stopped"], // the database is gone
  ["58", "stopped"], // the disk or the system failed
];

/** The SQLSTATE of an error of PostgreSQL, or of the one that it was made from. */
export const sqlStateOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code)) return error.code;
  return sqlStateOf(error.cause);
};

/** What an error means, or undefined for one that is none of these. */
export const postgresFailureOf = (error: unknown): PostgresFailure | undefined => {
  if (error instanceof ConnectionFailure) return error.failure;
  const code = sqlStateOf(error);
  return failures.find(([prefix]) => code?.startsWith(prefix))?.[1];
};

// The session is over, or on a server that writes nothing: the next one may be on another.
const ended = /^(08|57P|25P0[34]|25006|28|3D|58)/;

/** Whether the connection that an error came over is of no use any more. */
export const endsConnection = (error: unknown): boolean => ended.test(sqlStateOf(error) ?? "");

// Nothing of the transaction is left, and at another time it may go through: a row that was in the way is then seen.
const repeatable = new Set(["40001", "40P01", "23505"]);

/** Whether a transaction that failed by this error may be run again: it came into the way of another one. */
export const isConflict = (error: unknown): boolean => repeatable.has(sqlStateOf(error) ?? "");
