/** API keys for tests, made in a database as `npm run keys` makes them. */
import { app } from "../../src/app.ts";
import { formatApiKey, hashSecret, newApiKey } from "../../src/core/access/api-key.ts";
import type { AnyApplication } from "../../src/core/application.ts";
import { parseDatabaseUrl } from "../../src/core/database/location.ts";
import { openConnection } from "../../src/core/database/sqlite/connection.ts";
import { createKysely } from "../../src/core/database/sqlite/dialect.ts";
import { loadCommands } from "../../src/core/store/commands/commands.ts";
import { asStoreError } from "../../src/core/store/sqlite/as-store-error.ts";
import { openStore, prepareStore } from "../../src/core/store/store.ts";
import type { Tables } from "../../src/core/store/tables.ts";
import { perform } from "../../src/core/store/writer/perform.ts";

const context = { actor: "test" };
const lockWaitMilliseconds = 10_000;

/** Makes the database where there is none, and a key with these scopes in it. On SQLite without the writer's thread, whose start takes longer than all the rest. */
export const createKey = async (
  databaseUrl: string,
  scopes: readonly string[],
  options: { readonly expiresAt?: string } = {},
  application: AnyApplication = app,
): Promise<string> => {
  const key = newApiKey();
  const record = { id: key.id, name: "test", secretHash: hashSecret(key.secret), scopes, ...options };
  const location = parseDatabaseUrl(databaseUrl);
  if (location.engine === "postgres") {
    await using store = await openStore(application, { databaseUrl, sampleData: false });
    await store.writer.run("createKey", record, context);
  } else {
    await prepareStore(application, { databaseUrl, sampleData: true });
    const connectionOptions = { role: "writer", busyTimeoutMilliseconds: lockWaitMilliseconds } as const;
    using connection = openConnection(location.filename, connectionOptions);
    const transaction = createKysely<Tables>(connection, asStoreError);
    await perform(await loadCommands(application.commands.href), transaction, {
      name: "createKey",
      input: record,
      context,
    });
  }
  return formatApiKey(key);
};
