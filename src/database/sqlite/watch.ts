import type { DatabaseSync } from "node:sqlite";
import type { Watch } from "../watch.ts";

// Looking takes some microseconds.
const intervalMilliseconds = 100;

/**
 * Watches a file through a connection that reads. `data_version` is another after each commit by another connection, the
 * writer's worker and other processes alike (https://www.sqlite.org/pragma.html#pragma_data_version).
 */
export const watchSqlite =
  (connection: DatabaseSync): Watch =>
  (onNews) => {
    const statement = connection.prepare("pragma data_version");
    let known: unknown;
    const look = (): void => {
      const version = versionOf(statement);
      if (version !== undefined && version === known) return;
      known = version;
      onNews();
    };
    look();
    const timer = setInterval(look, intervalMilliseconds).unref();
    return { [Symbol.dispose]: () => clearInterval(timer) };
  };

/** Undefined where it cannot be told now: whoever waits looks for himself. */
const versionOf = (statement: ReturnType<DatabaseSync["prepare"]>): unknown => {
  try {
    return statement.get()?.data_version;
  } catch {
    return undefined;
  }
};
