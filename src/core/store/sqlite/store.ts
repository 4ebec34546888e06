import type { Kysely } from "kysely";
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
import { type CommandTable, type CoreCommands, loadCommands } from "../commands/commands.ts";
import { type StoreDefinition, schemaOf } from "../definition.ts";
import { createCoreQueries, withOwn } from "../queries/queries.ts";
import { StoreError } from "../store-error.ts";
import type { Store, StoreOptions } from "../store-interface.ts";
import type { Tables } from "../tables.ts";
import { perform } from "../writer/perform.ts";
import { asStoreError } from "./as-store-error.ts";
import { sqliteGauges } from "./gauges.ts";
import { startWriter } from "./writer.ts";

// Short, because the thread that serves requests stands still while it waits. In WAL mode reading hardly ever waits.
const readWaitMilliseconds = 250;
const writeWaitMilliseconds = 1_000;

const sampleContext = { actor: "sample-data" };

/** Fills a new file by the commands that everybody uses. */
const addSampleData = async <Queries extends object, Commands extends CommandTable>(
  definition: StoreDefinition<Queries, Commands>,
  transaction: Kysely<Tables>,
): Promise<void> => {
  const commands = await loadCommands(definition.commands.href);
  await definition.sampleData?.(async (name, input) => {
    const { outcome } = await perform(commands, transaction, { name, input: input as object, context: sampleContext });
    return outcome;
  });
};

/** Makes a file ready to be used. @throws DatabaseError */
export const prepareSqliteStore = async <Queries extends object, Commands extends CommandTable>(
  definition: StoreDefinition<Queries, Commands>,
  filename: string,
  { sampleData }: Pick<StoreOptions, "sampleData">,
): Promise<void> => {
  refuseEmptied(filename, definition.filesBeside?.(filename) ?? []);
  await prepareSqlite(filename, {
    ...schemaOf(definition),
    ...(sampleData && { fillNew: (transaction) => addSampleData(definition, transaction.withTables<Tables>()) }),
  });
};

/** The store in a file that is ready: read by the thread that asks, and written by a worker. */
export const openSqliteStore = <Queries extends object, Commands extends CommandTable>(
  definition: StoreDefinition<Queries, Commands>,
  filename: string,
  { onFault = () => {}, onCommit = () => {} }: Pick<StoreOptions, "onFault" | "onCommit">,
): Store<Queries, Commands> => {
  const connection = openConnection(filename, { role: "reader", busyTimeoutMilliseconds: readWaitMilliseconds });
  const opened = identityOf(filename);
  const isInPlace = createInPlace(filename, opened);
  const writer = startWriter<CoreCommands & Commands>({
    commands: definition.commands.href,
    filename,
    opened,
    lockWaitMilliseconds: writeWaitMilliseconds,
    onFault,
    onCommit,
  });
  const ready = writer.ready.then(
    // From now on it knows the write-ahead log, which the writer has opened.
    () => void isInPlace(),
    (error: Error) => {
      throw new DatabaseError(`${filename} cannot be opened for writing: ${error.message}`, { cause: error });
    },
  );
  // Whoever does not wait for it learns it from the first write.
  ready.catch(() => {});
  const database = createKysely<Tables>(connection, asStoreError);
  const queries = withOwn(createCoreQueries(database), definition.queries(database));
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
