import type { Kysely, PostgresPool, PostgresPoolClient } from "kysely";
import type { Commands } from "../../../generated/commands.ts";
import { app } from "../../../src/app.ts";
import { parsePostgresUrl } from "../../../src/core/database/postgres/address.ts";
import { createPostgresKysely } from "../../../src/core/database/postgres/dialect.ts";
import { openPool } from "../../../src/core/database/postgres/pool.ts";
import { type CoreCommands, loadCommands } from "../../../src/core/store/commands/commands.ts";
import { asStoreError } from "../../../src/core/store/postgres/as-store-error.ts";
import { createPostgresWriter } from "../../../src/core/store/postgres/writer.ts";
import type { Tables as CoreTables } from "../../../src/core/store/tables.ts";
import type { Tables } from "../../../src/directory/tables.ts";
import { createPostgresDatabase } from "../../support/postgres-database.ts";
import type { Directory, Violations } from "./directory.ts";

/** A directory in a database of the server of this run. Each command has its transaction, as in production. */
export const openPostgres = async (): Promise<Directory> => {
  const created = await createPostgresDatabase("roster_empty");
  const address = parsePostgresUrl(created.databaseUrl);
  const pool = openPool(address, { size: 4, waitMilliseconds: 10_000, settings: {}, onOutage: () => {} });
  const database = createPostgresKysely<Tables>(pool, asStoreError);
  const set = await loadCommands(app.commands.href);
  const writer = createPostgresWriter<CoreCommands & Commands>(
    database as unknown as Kysely<CoreTables>,
    set,
    () => {},
  );
  return {
    databaseUrl: created.databaseUrl,
    database,
    run: (name, input, actor = "test") => writer.run(name, input, { actor }),
    readingAmidDeletions: (ids) => {
      const doomed = [...ids];
      const deleteOne = () =>
        database
          .deleteFrom("users")
          .where("id", "=", doomed.shift() ?? 0)
          .execute();
      return createPostgresKysely<Tables>(interrupted(pool, deleteOne), asStoreError);
    },
    [Symbol.asyncDispose]: async () => {
      await pool.end();
      await created[Symbol.asyncDispose]();
    },
  };
};

/** The pool, doing something else before each statement. */
const interrupted = (pool: PostgresPool, work: () => Promise<unknown>): PostgresPool => ({
  ...pool,
  connect: async () => {
    const client = await pool.connect();
    const query = async (text: string, parameters: readonly unknown[]) => {
      await work();
      return client.query(text, parameters);
    };
    return { query: query as PostgresPoolClient["query"], release: () => client.release() };
  },
});

export const postgresViolations: Violations = {
  // A text with U+0000 does not even come as far as the constraint.
  check: /violates check constraint|invalid byte sequence for encoding "UTF8": 0x00/,
  unique: /violates unique constraint/,
  foreignKey: /violates foreign key constraint/,
};
