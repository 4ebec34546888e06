import type { PostgresPoolClient, PostgresQueryResult } from "kysely";
import type pg from "pg";
import { ConnectionFailure, endsConnection } from "./failure.ts";

/** How long a session waits for an answer, and who is told when there is none. */
export interface SessionWatch {
  /** More than the server takes to end a statement by itself: what takes longer is no answer at all. */
  readonly answerMilliseconds: number;
  readonly onSilence: (cause: Error) => ConnectionFailure;
  readonly onRelease: () => void;
}

// Sessions whose connection has ended, whoever ended it.
const ended = new WeakSet<pg.ClientBase>();

/** Notes the end of a session's connection, which would otherwise end the process. To be called once for each. */
export const noteEnd = (client: pg.ClientBase): void => {
  client.on("error", () => ended.add(client));
};

/**
 * A session on loan, in the shape that Kysely takes. A statement that is not answered, or is answered by an error that ends
 * the session, is its last: the session is then not lent out again.
 */
export const lend = (client: pg.PoolClient, watch: SessionWatch): PostgresPoolClient => {
  let isUseless = false;

  const explain = (error: Error): Error => {
    isUseless ||= ended.has(client) || endsConnection(error);
    if (!ended.has(client) || "severity" in error) return withoutValues(error);
    return new ConnectionFailure("stopped", "The connection to the database was lost", { cause: error });
  };

  const query = <Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> =>
    new Promise((resolve, reject) => {
      if (isUseless) {
        reject(new ConnectionFailure("stopped", "The connection to the database was lost"));
        return;
      }
      let isAnswered = false;
      const onTimeout = (): void => {
        if (isAnswered) return;
        isUseless = true;
        reject(watch.onSilence(new Error(`There was no answer within ${watch.answerMilliseconds} ms`)));
      };
      // An answer that came while this thread was busy is read first.
      const timer = setTimeout(() => setImmediate(onTimeout), watch.answerMilliseconds);
      client.query(text, [...parameters], (error: Error | undefined, result) => {
        isAnswered = true;
        clearTimeout(timer);
        if (error) reject(explain(error));
        else resolve(result as PostgresQueryResult<Row>);
      });
    });

  return {
    // Kysely's other way to ask, by a cursor, is for streams, which are not used.
    query: query as PostgresPoolClient["query"],
    release: () => {
      client.release(isUseless);
      watch.onRelease();
    },
  };
};

/** What an error of PostgreSQL repeats of rows and values is in no log. */
const withoutValues = (error: Error): Error => {
  for (const name of ["detail", "where", "hint", "internalQuery"]) Reflect.deleteProperty(error, name);
  return error;
};
