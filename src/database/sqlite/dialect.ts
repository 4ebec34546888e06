import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  Kysely,
  type SelectModifierNode,
  type SqliteDatabase,
  SqliteDialect,
  SqliteQueryCompiler,
  type SqliteStatement,
} from "kysely";
import { LRUCache } from "lru-cache";

// More than the queries and commands there are; the bound holds for SQL that varies, such as lists of parameters.
const cachedStatements = 256;

/** What may be told apart from a plain fault; returns the error to throw. */
export type TranslateError = (error: unknown) => unknown;

/**
 * Kysely over one connection of node:sqlite. Statements are prepared once and kept, the least recently used leaving
 * first. Whoever opened the connection closes it: destroying the Kysely instance is not needed.
 */
export const createKysely = <Tables>(connection: DatabaseSync, translateError: TranslateError): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new OneWriterDialect({ database: cachingDatabase(connection, translateError) }) });

class OneWriterDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new OneWriterCompiler();
  }
}

// SQLite has no locks of rows, and needs none: while a transaction writes, no other one does.
const rowLocks: readonly (string | undefined)[] = ["ForUpdate", "SkipLocked"];

class OneWriterCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!rowLocks.includes(node.modifier)) super.visitSelectModifier(node);
  }
}

const cachingDatabase = (connection: DatabaseSync, translateError: TranslateError): SqliteDatabase => {
  const statements = new LRUCache<string, SqliteStatement>({ max: cachedStatements });
  const guard = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw translateError(error);
    }
  };
  return {
    close: () => connection.close(),
    prepare: (text) => {
      const known = statements.get(text);
      if (known !== undefined) return known;
      const statement = guard(() => adaptStatement(connection.prepare(text), guard));
      statements.set(text, statement);
      return statement;
    },
  };
};

const adaptStatement = (statement: StatementSync, guard: <Result>(work: () => Result) => Result): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (parameters) => guard(() => statement.all(...inputs(parameters))),
  run: (parameters) => guard(() => statement.run(...inputs(parameters))),
  // A statement that is shared cannot be stepped by two at once.
  iterate: () => {
    throw new Error("Streaming is not supported: ask for a page at a time");
  },
});

// Kysely knows parameters as unknown; node:sqlite itself refuses what it cannot bind.
const inputs = (parameters: readonly unknown[]): readonly SQLInputValue[] => parameters as readonly SQLInputValue[];
