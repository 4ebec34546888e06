import { join } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { migrations } from "../../src/database/migrations/migrations.ts";
import { openConnection } from "../../src/database/sqlite/connection.ts";
import { createKysely } from "../../src/database/sqlite/dialect.ts";
import { prepareSqlite } from "../../src/database/sqlite/prepare.ts";
import { asStoreError } from "../../src/store/sqlite/as-store-error.ts";
import type { Tables } from "../../src/store/tables.ts";
import { perform } from "../../src/store/writer/perform.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** A new database without sample records, opened below the store: commands run at once, in this thread. */
export const openSqlite = async () => {
  const directory = await temporaryDirectory();
  const filename = join(directory.path, "roster.db");
  await prepareSqlite(filename, { migrations });
  const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: 1_000 });
  // Commits that need not be durable make the tests quick.
  connection.exec("pragma synchronous = off");
  const database = createKysely<Tables>(connection, asStoreError);
  const run = <Name extends Parameters<typeof perform>[1]>(
    name: Name,
    input: Parameters<typeof perform<Name>>[2],
    actor = "test",
  ) => perform(database, name, input, { actor });
  return {
    filename,
    databaseUrl: `file:${filename}`,
    connection,
    database,
    run,
    [Symbol.asyncDispose]: async () => {
      connection.close();
      await directory[Symbol.asyncDispose]();
    },
  };
};

/** The engines that every suite of the store runs on. */
export const engines = [{ name: "sqlite", open: openSqlite }] as const;

/** The connection, telling of each statement as it is prepared and before it is run. */
export const watched = (
  connection: DatabaseSync,
  watch: { onPrepare?: (text: string) => void; beforeRead?: () => void },
): DatabaseSync =>
  new Proxy(connection, {
    get: (target, property) => {
      const value = Reflect.get(target, property);
      if (property !== "prepare") return typeof value === "function" ? value.bind(target) : value;
      return (text: string) => {
        watch.onPrepare?.(text);
        const statement = target.prepare(text);
        const all: (...parameters: SQLInputValue[]) => ReturnType<StatementSync["all"]> = statement.all.bind(statement);
        statement.all = (...parameters: unknown[]) => {
          watch.beforeRead?.();
          return all(...(parameters as SQLInputValue[]));
        };
        return statement;
      };
    },
  });
