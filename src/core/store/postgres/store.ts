import type { PostgresAddress } from "../../database/postgres/address.ts";
import { createPostgresKysely } from "../../database/postgres/dialect.ts";
import { createListener } from "../../database/postgres/listener.ts";
import { openPool } from "../../database/postgres/pool.ts";
import { preparePostgres } from "../../database/postgres/prepare.ts";
import { createChangeFeed } from "../change-feed.ts";
import { type CommandTable, type CoreCommands, loadCommands } from "../commands/commands.ts";
import { type StoreDefinition, schemaOf } from "../definition.ts";
import { createCoreQueries, withOwn } from "../queries/queries.ts";
import type { Store, StoreOptions } from "../store-interface.ts";
import type { Tables } from "../tables.ts";
import { asStoreError } from "./as-store-error.ts";
import { byTransaction, changesLagSeconds } from "./change-order.ts";
import { postgresGauges } from "./gauges.ts";
import { createNews } from "./news.ts";
import { createPostgresWriter } from "./writer.ts";

const defaultPoolSize = 10;

// Every query here is meant for an index. What the planner takes for the size of a table must not make it read the whole.
export const readerSettings = { default_transaction_read_only: "on", enable_seqscan: "off", jit: "off" };
const writerSettings = { jit: "off" };

/** Makes a database ready to be used. @throws DatabaseError */
export const preparePostgresStore = (
  definition: Pick<StoreDefinition, "databaseId" | "migrations">,
  address: PostgresAddress,
): Promise<void> => preparePostgres(address, schemaOf(definition));

/** The store in a database that is ready. Reading and writing have connections of their own, so that neither waits for the other. */
export const openPostgresStore = async <Queries extends object, Commands extends CommandTable>(
  definition: StoreDefinition<Queries, Commands>,
  address: PostgresAddress,
  {
    databasePoolSize = defaultPoolSize,
    onOutage = () => {},
    onCommit = () => {},
  }: Omit<StoreOptions, "databaseUrl" | "sampleData">,
): Promise<Store<Queries, Commands>> => {
  const commands = await loadCommands(definition.commands.href);
  const reading = openPool(address, {
    size: Math.ceil(databasePoolSize / 2),
    waitMilliseconds: 3_000,
    settings: readerSettings,
    onOutage,
  });
  // Some commands follow one another, so that the last of many has to wait.
  const writing = openPool(address, {
    size: Math.floor(databasePoolSize / 2),
    waitMilliseconds: 10_000,
    settings: writerSettings,
    onOutage,
  });
  const database = createPostgresKysely<Tables>(writing, asStoreError);
  const listener = createListener(address);
  const tellNews = createNews(database);
  const writer = createPostgresWriter<CoreCommands & Commands>(database, commands, (commit) => {
    listener.wrote();
    tellNews();
    onCommit(commit);
  });
  const readable = createPostgresKysely<Tables>(reading, asStoreError);
  const queries = withOwn(createCoreQueries(readable, byTransaction), definition.queries(readable));
  const changes = createChangeFeed(queries.changes, listener.watch);
  return {
    queries,
    writer,
    changes,
    version: listener.version,
    readTogether: (work) => work(),
    ready: writer.ready,
    checks: [],
    gauges: postgresGauges(writer.waiting, reading.use, writing.use, () => changesLagSeconds(readable)),
    [Symbol.asyncDispose]: async () => {
      changes[Symbol.dispose]();
      listener[Symbol.dispose]();
      await writer[Symbol.asyncDispose]();
      await Promise.all([writing.end(), reading.end()]);
    },
  };
};
