import type { DatabaseSync } from "node:sqlite";
import type { Watch } from "../watch.ts";
import { versionOf } from "./version.ts";

// Looking takes some microseconds.
const intervalMilliseconds = 100;

/** Watches a file through a connection that reads. */
export const watchSqlite =
  (connection: DatabaseSync): Watch =>
  (onNews) => {
    const version = versionOf(connection);
    let known: string | undefined;
    const look = (): void => {
      const current = version();
      // Where it cannot be told, whoever waits looks for himself.
      if (current !== undefined && current === known) return;
      known = current;
      onNews();
    };
    look();
    const timer = setInterval(look, intervalMilliseconds).unref();
    return { [Symbol.dispose]: () => clearInterval(timer) };
  };
