import pg from "pg";
import type { Watch } from "../watch.ts";
import type { PostgresAddress } from "./address.ts";
import { sessionConfig } from "./client.ts";

/** What those who write notify, and those who watch listen to. */
export const newsChannel = "roster_changes";

const connectMilliseconds = 2_000;
// What is not told, because a connection was lost or an older transaction ended without a change, is looked for.
const pollMilliseconds = 1_000;

/**
 * Watches a database by a connection of its own, on which the server tells of each write soon after it; once a second
 * without being told. A connection that is lost is made again.
 */
export const watchPostgres =
  (address: PostgresAddress): Watch =>
  (onNews) => {
    let isDisposed = false;
    let client: pg.Client | undefined;

    const forget = (lost: pg.Client): void => {
      if (client !== lost) return;
      client = undefined;
      lost.end().catch(() => {});
    };
    const listen = (): void => {
      const connecting = new pg.Client(sessionConfig(address, { connectMilliseconds }));
      client = connecting;
      connecting.on("error", () => forget(connecting));
      connecting.on("end", () => forget(connecting));
      connecting.on("notification", onNews);
      connecting
        .connect()
        .then(() => connecting.query(`listen ${newsChannel}`))
        .then(onNews)
        .catch(() => forget(connecting));
    };
    const look = (): void => {
      if (isDisposed) return;
      if (client === undefined) listen();
      onNews();
    };
    look();
    const timer = setInterval(look, pollMilliseconds).unref();
    return {
      [Symbol.dispose]: () => {
        isDisposed = true;
        clearInterval(timer);
        if (client !== undefined) forget(client);
      },
    };
  };
