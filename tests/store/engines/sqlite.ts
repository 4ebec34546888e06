import { join } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { app } from "../../../src/app.ts";
import { openConnection } from "../../../src/core/database/sqlite/connection.ts";
import { createKysely } from "../../../src/core/database/sqlite/dialect.ts";
import { prepareSqlite } from "../../../src/core/database/sqlite/prepare.ts";
import { loadCommands } from "../../../src/core/store/commands/commands.ts";
import { schemaOf } from "../../../src/core/store/definition.ts";
import { asStoreError } from "../../../src/core/store/sqlite/as-store-error.ts";
import type { Writing } from "../../../src/core/store/tables.ts";
import { perform } from "../../../src/core/store/writer/perform.ts";
import type { Tables } from "../../../src/directory/tables.ts";
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
  await prepareSqlite(filename, schemaOf(app));
  const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: 1_000 });
  // Commits that need not be durable make the tests quick.
  connection.exec("pragma synchronous = off");
  const database = createKysely<Tables>(connection, asStoreError);
  const set = await loadCommands(app.commands.href);
  const run = (async (name: string, input: object, actor = "test") =>
    (await perform(set, database as unknown as Writing, { name, input, context: { actor } })).outcome) as Run;
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
