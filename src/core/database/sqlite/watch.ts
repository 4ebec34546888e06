import type { Watch } from "../watch.ts";

// Looking takes some microseconds.
const intervalMilliseconds = 100;

/** Watches a file by what names it, as `versionOf` makes it of a connection that reads. */
export const watchSqlite =
  (version: () => string | undefined): Watch =>
  (onNews) => {
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
