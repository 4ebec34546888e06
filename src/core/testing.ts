/** For the tests of an application: its service as production starts it, on a database of its own. Imported as `#core/testing`. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatApiKey, hashSecret, newApiKey } from "./access/api-key.ts";
import type { AnyApplication } from "./application.ts";
import { createLogger } from "./observe/logger.ts";
import { startService } from "./service/service.ts";
import { readConfig } from "./settings/config.ts";
import { openStore } from "./store/store.ts";
import type { Writer } from "./store/writer/writer.ts";

/** A service that runs until it is disposed of, and then leaves nothing. */
export interface TestService extends AsyncDisposable {
  /** Where it listens: `http://127.0.0.1:…`. */
  readonly address: string;
  /** Makes an API key with these scopes. */
  readonly createKey: (scopes?: readonly string[]) => Promise<string>;
  /** What was logged so far, a line each. */
  readonly log: readonly string[];
}

/** Starts the service of an application. `settings` are environment variables other than the defaults. */
export const startTestService = async (
  application: AnyApplication,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestService> => {
  const directory = await mkdtemp(join(tmpdir(), `${application.name}-`));
  const databaseUrl = `file:${join(directory, "test.db")}`;
  const config = readConfig(application, { PORT: "0", DATABASE_URL: databaseUrl, RATE_LIMIT: "off", ...settings }, {});
  const log: string[] = [];
  const service = await startService(
    application,
    config,
    createLogger("info", { write: (line) => void log.push(line) }),
  );
  return {
    address: service.address,
    log,
    createKey: async (scopes = []) => {
      const key = newApiKey();
      const record = { id: key.id, name: "test", secretHash: hashSecret(key.secret), scopes };
      await using store = await openStore(application, { databaseUrl, sampleData: false });
      await (store.writer as unknown as Writer).run("createKey", record, { actor: "test" });
      return formatApiKey(key);
    },
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
