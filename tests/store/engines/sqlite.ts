import { join } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { openConnection } from "../../../src/core/database/sqlite/connection.ts";
import { createKysely } from "../../../src/core/database/sqlite/dialect.ts";
import { prepareSqlite } from "../../../src/core/database/sqlite/prepare.ts";
import { asStoreError } from "../../../src/core/store/sqlite/as-store-error.ts";
import type { Tables } from "../../../src/core/store/tables.ts";
import { perform } from "../../../src/core/store/writer/perform.ts";
import { migrations } from "../../../src/directory/migrations/migrations.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import type { Directory, Run, Violations } from "./directory.ts";

/** The same, with the connection. */
export interface SqliteDirectory extends Directory {
  readonly filename: string;
  readonly connection: DatabaseSync;
}

/** A directory in a file. Commands run at once, in this thread. */
export const openSqlite = async (): Promise<SqliteDirectory> => {
  const directory = await temporaryDirectory();
  const filename = join(directory.path, "roster.db");
  await prepareSqlite(filename, { migrations });
  const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: 1_000 });
  // Commits that need not be durable make the tests quick.
  connection.exec("pragma synchronous = off");
  const database = createKysely<Tables>(connection, asStoreError);
  const run: Run = (name, input, actor = "test") => perform(database, name, input, { actor });
  return {
    filename,
    databaseUrl: `file:${filename}`,
    connection,
    database,
    run,
    readingAmidDeletions: (ids) => {
      const doomed = [...ids];
      const remove = connection.prepare("delete from users where id = ?");
      return createKysely<Tables>(
        watched(connection, { beforeRead: () => remove.run(doomed.shift() ?? 0) }),
        (error) => error,
      );
    },
    [Symbol.asyncDispose]: async () => {
      connection.close();
      await directory[Symbol.asyncDispose]();
    },
  };
};

export const sqliteViolations: Violations = {
  check: /CHECK constraint failed/,
  unique: /UNIQUE/,
  foreignKey: /FOREIGN KEY/,
};

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
