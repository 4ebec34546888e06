/** API keys for tests, made in a database as `npm run keys` makes them. */
import { formatApiKey, hashSecret, newApiKey } from "../../src/core/access/api-key.ts";
import { parseDatabaseUrl } from "../../src/core/database/location.ts";
import { openConnection } from "../../src/core/database/sqlite/connection.ts";
import { createKysely } from "../../src/core/database/sqlite/dialect.ts";
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
): Promise<string> => {
  const key = newApiKey();
  const record = { id: key.id, name: "test", secretHash: hashSecret(key.secret), scopes, ...options };
  const location = parseDatabaseUrl(databaseUrl);
  if (location.engine === "postgres") {
    await using store = await openStore({ databaseUrl, sampleData: false });
    await store.writer.run("createKey", record, context);
  } else {
    await prepareStore({ databaseUrl, sampleData: true });
    const connectionOptions = { role: "writer", busyTimeoutMilliseconds: lockWaitMilliseconds } as const;
    using connection = openConnection(location.filename, connectionOptions);
    await perform(createKysely<Tables>(connection, asStoreError), "createKey", record, context);
  }
  return formatApiKey(key);
};
