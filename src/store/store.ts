import { DatabaseError } from "../database/database-error.ts";
import { parseDatabaseUrl } from "../database/location.ts";
import { migrations } from "../database/migrations/migrations.ts";
import { openConnection } from "../database/sqlite/connection.ts";
import { createKysely } from "../database/sqlite/dialect.ts";
import { prepareSqlite } from "../database/sqlite/prepare.ts";
import { watchSqlite } from "../database/sqlite/watch.ts";
import { type ChangeFeed, createChangeFeed } from "./change-feed.ts";
import { type StoreGauge, sqliteGauges } from "./gauges.ts";
import { createQueries, type Queries } from "./queries/queries.ts";
import { addSampleData } from "./sample-data.ts";
import { asStoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";
import { type Commit, startWriter, type Writer } from "./writer/writer.ts";

/** Everything that is kept: read through `queries`, written through `writer`. Disposing of it writes what still waits. */
export interface Store extends AsyncDisposable {
  readonly queries: Queries;
  readonly writer: Writer;
  readonly changes: ChangeFeed;
  /** Resolves when writing works too, and rejects with a DatabaseError when it cannot. Writes may be asked for before. */
  readonly ready: Promise<void>;
  /** What it can say in numbers: each engine has its own. */
  readonly gauges: readonly StoreGauge[];
}

/** Which store, and what to do about its faults. */
export interface StoreOptions {
  /** Such as `file:data/roster.db`, relative to the working directory. */
  readonly databaseUrl: string;
  /** Whether a database that is new is given the sample records. */
  readonly sampleData: boolean;
  /** Told of faults that belong to no request, such as the end of the writer's worker. */
  readonly onFault?: (error: Error) => void;
  /** Told of every commit, or attempt at one. */
  readonly onCommit?: (commit: Commit) => void;
}

// Short, because the thread that serves requests stands still while it waits. In WAL mode reading hardly ever waits.
const readWaitMilliseconds = 250;
const writeWaitMilliseconds = 1_000;

/**
 * Opens the store, made and migrated where it has to be. It can be read at once, while the writer's worker still starts.
 * @throws DatabaseError, in one line for people, when the database cannot be used
 */
export const openStore = async ({
  databaseUrl,
  sampleData,
  onFault = () => {},
  onCommit = () => {},
}: StoreOptions): Promise<Store> => {
  const { filename } = parseDatabaseUrl(databaseUrl);
  await prepareSqlite(filename, {
    migrations,
    ...(sampleData && { fillNew: (transaction) => addSampleData(transaction.withTables<Tables>()) }),
  });
  const connection = openConnection(filename, { role: "reader", busyTimeoutMilliseconds: readWaitMilliseconds });
  const writer = startWriter({ filename, lockWaitMilliseconds: writeWaitMilliseconds, onFault, onCommit });
  const ready = writer.ready.catch((error: Error) => {
    throw new DatabaseError(`${filename} cannot be opened for writing: ${error.message}`, { cause: error });
  });
  // Whoever does not wait for it learns it from the first write.
  ready.catch(() => {});
  const queries = createQueries(createKysely<Tables>(connection, asStoreError));
  const changes = createChangeFeed(queries.changes, watchSqlite(connection));
  return {
    queries,
    writer,
    changes,
    ready,
    gauges: sqliteGauges(filename, writer.waiting),
    [Symbol.asyncDispose]: async () => {
      changes[Symbol.dispose]();
      await writer[Symbol.asyncDispose]();
      if (connection.isOpen) connection.close();
    },
  };
};
