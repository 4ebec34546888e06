import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  type Compilable,
  type CompiledQuery,
  Kysely,
  type QueryResult,
  type SelectModifierNode,
  SqliteAdapter,
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
  new DirectKysely<Tables>(cachingDatabase(connection, translateError));

/** Runs compiled queries at once: Kysely's way to a connection costs as much as the query, and leads to the one there is. */
class DirectKysely<Tables> extends Kysely<Tables> {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ dialect: new OneWriterDialect({ database }) });
    this.#database = database;
  }

  override async executeQuery<Row>(query: CompiledQuery<Row> | Compilable<Row>): Promise<QueryResult<Row>> {
    const { sql, parameters } = "compile" in query ? query.compile() : query;
    const statement = this.#database.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }
}

class OneWriterDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new UnlockedAdapter();
  }

  override createQueryCompiler(): SqliteQueryCompiler {
    return new OneWriterCompiler();
  }
}

// Kysely would let one query after the other have the connection, and each would wait for those before it in as many turns.
// A statement is over when it returns, and whoever begins a transaction has a connection of its own.
class UnlockedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
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
