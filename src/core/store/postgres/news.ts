import { type Kysely, sql } from "kysely";
import { newsChannel } from "../../database/postgres/listener.ts";
import type { Tables } from "../tables.ts";

// Of many commits, one is told. Told within each, they would have to wait for one another: PostgreSQL orders what is told.
const pauseMilliseconds = 10;

/** Tells whoever watches the database that there is something new, soon after it is called. What is lost is polled for. */
export const createNews = (database: Kysely<Tables>): (() => void) => {
  let isDue = false;
  const tell = (): void => {
    isDue = false;
    sql`select pg_notify(${newsChannel}, '')`.execute(database).catch(() => {});
  };
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(tell, pauseMilliseconds).unref();
  };
};
