import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";

/** What may be told apart from a plain fault; returns the error to throw. */
export type TranslateError = (error: unknown) => unknown;

/**
 * Kysely over a pool. Whoever opened the pool closes it: destroying the Kysely instance is not needed. Statements are not prepared by name: the server then plans each for its
 * own values, and so knows how many rows a page has.
 */
export const createPostgresKysely = <Tables>(pool: PostgresPool, translateError: TranslateError): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: translating(pool, translateError) }) });

const translating = (pool: PostgresPool, translateError: TranslateError): PostgresPool => {
  const translated = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw translateError(error);
    }
  };
  return {
    connect: async () => {
      const client = await translated(pool.connect());
      const query = (text: string, parameters: readonly unknown[]) => translated(client.query(text, parameters));
      return { query: query as PostgresPoolClient["query"], release: (destroy) => client.release(destroy) };
    },
    end: () => pool.end(),
    options: pool.options,
  };
};
