import { migrations } from "../../../directory/migrations/migrations.ts";
import { addSampleData } from "../../../directory/sample-data.ts";
import { keyFileBeside } from "../../../directory/sealing/key-file.ts";
import { DatabaseError } from "../../database/database-error.ts";
import { openConnection } from "../../database/sqlite/connection.ts";
import { createKysely } from "../../database/sqlite/dialect.ts";
import { refuseEmptied } from "../../database/sqlite/file.ts";
import { createInPlace, identityOf } from "../../database/sqlite/in-place.ts";
import { prepareSqlite } from "../../database/sqlite/prepare.ts";
import { readTogetherOn } from "../../database/sqlite/read-together.ts";
import { versionOf } from "../../database/sqlite/version.ts";
import { watchSqlite } from "../../database/sqlite/watch.ts";
import { createChangeFeed } from "../change-feed.ts";
import { createQueries } from "../queries/queries.ts";
import { StoreError } from "../store-error.ts";
import type { Store, StoreOptions } from "../store-interface.ts";
import type { Tables } from "../tables.ts";
import { asStoreError } from "./as-store-error.ts";
import { sqliteGauges } from "./gauges.ts";
import { startWriter } from "./writer.ts";

// Short, because the thread that serves requests stands still while it waits. In WAL mode reading hardly ever waits.
const readWaitMilliseconds = 250;
const writeWaitMilliseconds = 1_000;

/** Makes a file ready to be used. @throws DatabaseError */
export const prepareSqliteStore = async (
  filename: string,
  { sampleData }: Pick<StoreOptions, "sampleData">,
): Promise<void> => {
  refuseEmptied(filename, keyFileBeside(filename));
  await prepareSqlite(filename, {
    migrations,
    ...(sampleData && { fillNew: (transaction) => addSampleData(transaction.withTables<Tables>()) }),
  });
};

/** The store in a file that is ready: read by the thread that asks, and written by a worker. */
export const openSqliteStore = (
  filename: string,
  { onFault = () => {}, onCommit = () => {} }: Pick<StoreOptions, "onFault" | "onCommit">,
): Store => {
  const connection = openConnection(filename, { role: "reader", busyTimeoutMilliseconds: readWaitMilliseconds });
  const opened = identityOf(filename);
  const isInPlace = createInPlace(filename, opened);
  const writer = startWriter({ filename, opened, lockWaitMilliseconds: writeWaitMilliseconds, onFault, onCommit });
  const ready = writer.ready.then(
    // From now on it knows the write-ahead log, which the writer has opened.
    () => void isInPlace(),
    (error: Error) => {
      throw new DatabaseError(`${filename} cannot be opened for writing: ${error.message}`, { cause: error });
    },
  );
  // Whoever does not wait for it learns it from the first write.
  ready.catch(() => {});
  const queries = createQueries(createKysely<Tables>(connection, asStoreError));
  const version = versionOf(connection);
  const changes = createChangeFeed(queries.changes, watchSqlite(version));
  return {
    queries,
    writer,
    changes,
    version,
    readTogether: readTogetherOn(connection),
    ready,
    checks: [
      {
        name: "database-file",
        failure: "The file of the database was moved, replaced or deleted.",
        run: async () => {
          if (!isInPlace()) throw new StoreError("moved", `${filename} is another file now, or there is none`);
        },
      },
    ],
    gauges: sqliteGauges(filename, writer.waiting),
    [Symbol.asyncDispose]: async () => {
      changes[Symbol.dispose]();
      await writer[Symbol.asyncDispose]();
      if (connection.isOpen) connection.close();
    },
  };
};
