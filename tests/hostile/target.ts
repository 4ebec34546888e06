/** A Roster that hostile input is thrown at, and what must hold after every throw. */
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect } from "vitest";
import { problemTypes, scopes } from "../../generated/contract.ts";
import type { RosterConfig } from "../../src/directory/open.ts";
import { runSql } from "../support/postgres-database.ts";
import { expectProblem, type Problem, type ProblemName } from "../support/problem.ts";
import { type Exchange, exchange, requestText } from "../support/raw-http.ts";
import { startRoster, type TestResponse, type TestRoster } from "../support/roster.ts";
import { engine } from "../support/temporary-database.ts";

export type Stored = Readonly<Record<string, readonly object[]>>;

const readAll = (file: DatabaseSync): Stored => {
  const schema = file.prepare("select type, name, sql from sqlite_schema order by type, name").all();
  const tables = schema.filter(({ type }) => type === "table").map(({ name }) => String(name));
  const rowsOf = (table: string) =>
    file
      .prepare(`select * from "${table}"`)
      .all()
      .map(({ last_used_at: _, ...row }) => row);
  return { sqlite_schema: schema, ...Object.fromEntries(tables.map((table) => [table, rowsOf(table)])) };
};

const openReader = (databaseUrl: string): DatabaseSync =>
  new DatabaseSync(databaseUrl.slice("file:".length), { readOnly: true });

/** The schema and every row of a database. When a key was last used is left out: it is noted at any time, and by Roster. */
export const storedIn = (databaseUrl: string): Stored => {
  using file = openReader(databaseUrl);
  return readAll(file);
};

interface Watch extends Disposable {
  /** What is stored; on SQLite, the same object as long as nobody has written. */
  readonly stored: () => Stored | Promise<Stored>;
}

const watchFile = (databaseUrl: string): Watch => {
  const file = openReader(databaseUrl);
  const version = file.prepare("pragma data_version");
  let known: { readonly version: unknown; readonly stored: Stored } | undefined;
  return {
    stored: () => {
      const { data_version: now } = version.get() ?? {};
      if (known === undefined || known.version !== now) known = { version: now, stored: readAll(file) };
      return known.stored;
    },
    [Symbol.dispose]: () => file.close(),
  };
};

const watchServer = (databaseUrl: string): Watch => ({
  stored: async () => {
    const tables = await runSql(databaseUrl, "select tablename from pg_tables where schemaname = 'public'");
    const rows = tables.map(async ({ tablename }) => {
      const text = `select to_jsonb(t) - 'last_used_at' as row from "${tablename}" t order by 1`;
      return [String(tablename), await runSql(databaseUrl, text)] as const;
    });
    return Object.fromEntries(await Promise.all(rows));
  },
  [Symbol.dispose]: () => {},
});

const watch = (databaseUrl: string): Watch => (engine === "sqlite" ? watchFile(databaseUrl) : watchServer(databaseUrl));

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Target {
  readonly roster: TestRoster;
  /** A key with every scope that there is. */
  readonly key: string;
  /** Sends a request with that key, whose body, if any, is JSON unless it is text or bytes. */
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<TestResponse>;
  /** Sends these bytes on a connection of their own, as `exchange` does. */
  readonly exchange: (pieces: Parameters<typeof exchange>[1], heldTo?: string) => Promise<Exchange>;
  /** The text of a request with that key, whose headers and body are exactly these. */
  readonly textOf: (firstLine: string, headers?: readonly string[], body?: string) => string;
  /**
   * Whatever `send` does stores nothing, is no fault that the operator would be told of, and the next request, on another
   * connection, is served.
   */
  readonly expectUntouched: <Result>(send: () => Promise<Result>) => Promise<Result>;
  /** `send` is answered with this problem and nothing else happens. Returns the answer and what the problem says. */
  readonly expectRefused: <Refused extends Answer>(
    send: () => Promise<Refused>,
    type: ProblemName,
  ) => Promise<Refused & { readonly problem: Problem }>;
}

const isFault = (line: string): boolean => ["error", "fatal"].includes(JSON.parse(line).level);

/** Starts a target for the tests of a file, and stops it after them. It is there as soon as a test runs. */
export const useTarget = (overrides: Partial<RosterConfig> = {}): Target => {
  let started: TestRoster | undefined;
  let watching: Watch | undefined;
  let key = "";
  beforeAll(async () => {
    started = await startRoster(overrides);
    key = await started.createKey(Object.keys(scopes));
  });
  afterAll(async () => {
    watching?.[Symbol.dispose]();
    await started?.[Symbol.asyncDispose]();
  });
  const roster = (): TestRoster => {
    if (started === undefined) throw new Error("The target is not there before the tests run.");
    return started;
  };

  const expectUntouched: Target["expectUntouched"] = async (send) => {
    const { config, log, request } = roster();
    watching ??= watch(config.databaseUrl);
    const before = await watching.stored();
    const lines = log.length;
    const result = await send();
    const after = await watching.stored();
    if (after !== before) expect(after).toEqual(before);
    expect((await request("GET", "/api/users?limit=1")).status).toBe(200);
    expect(log.slice(lines).filter(isFault)).toEqual([]);
    return result;
  };

  return {
    get roster() {
      return roster();
    },
    get key() {
      return key;
    },
    send: (method, path, body, headers = {}) => roster().request(method, path, { key, body, headers }),
    exchange: (pieces, heldTo) => exchange(roster().port, pieces, heldTo),
    textOf: (firstLine, headers = [], body) =>
      requestText(firstLine, [`Authorization: Bearer ${key}`, ...headers], body),
    expectUntouched,
    expectRefused: async (send, type) => {
      const answer = await expectUntouched(send);
      expect(answer.status, answer.text).toBe(problemTypes[type].status);
      return { ...answer, problem: expectProblem(answer, type) };
    },
  };
};

/** Where a request is invalid and how, without the words. */
export const placesOf = ({ errors }: Problem): readonly object[] | undefined =>
  errors?.map(({ message: _, ...place }) => place);
