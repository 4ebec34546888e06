import type { DatabaseSync } from "node:sqlite";
import { DatabaseError } from "../database-error.ts";
import type { SchemaDefinition } from "../migrate.ts";
import { openConnection } from "./connection.ts";
import { explain, stateOf } from "./prepare.ts";

/** A copy of a database. */
export interface Copy {
  /** Where it is. Nobody else may have it open. */
  readonly filename: string;
  /** What it is called in what is said of it. */
  readonly name: string;
}

/**
 * Reads a whole copy: its pages and indexes are sound, it is the application's, and this code knows its schema. It is made one file,
 * with no write-ahead log beside it. `inspect` may look at it before it is closed.
 * @throws DatabaseError, in one line for people, for what is not so
 */
export const verifySqlite = async <Result>(
  { filename, name }: Copy,
  schema: SchemaDefinition,
  inspect: (connection: DatabaseSync) => Result,
): Promise<Result> => {
  try {
    const connection = openConnection(filename, { role: "writer", busyTimeoutMilliseconds: 0 });
    try {
      if ((await stateOf(connection, name, schema)) === "new") throw new DatabaseError(`${name} holds no records`);
      connection.exec("pragma journal_mode = delete");
      const [result] = Object.values(connection.prepare("pragma integrity_check(1)").get() ?? {});
      if (result !== "ok") throw new DatabaseError(`${name} is damaged (${String(result).replaceAll(/\s+/g, " ")})`);
      return inspect(connection);
    } finally {
      connection.close();
    }
  } catch (error) {
    throw explain(error, name, 0);
  }
};
