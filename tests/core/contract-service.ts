/** A service of any contract, started as production starts one. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AnyApplication } from "../../src/core/application.ts";
import type { ContractDocument } from "../../src/core/contract/document.ts";
import { createLogger } from "../../src/core/observe/logger.ts";
import { startService } from "../../src/core/service/service.ts";
import { readConfig } from "../../src/core/settings/config.ts";
import { createKey } from "../support/create-key.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

export interface ContractService extends AsyncDisposable {
  readonly address: string;
  /** An API key with these scopes. */
  readonly key: (scopes?: readonly string[]) => Promise<string>;
  readonly log: readonly string[];
}

type Handlers = AnyApplication["handlers"];

/** Starts the service of a contract. Disposing of it removes what it wrote. */
export const startContract = async (
  contract: unknown,
  handlers: Handlers,
  settings: Readonly<Record<string, string>> = {},
  more: Partial<AnyApplication> = {},
): Promise<ContractService> => {
  const directory = await temporaryDirectory();
  const root = pathToFileURL(`${directory.path}/`);
  await mkdir(join(directory.path, "generated"));
  await writeFile(join(directory.path, "generated/openapi.json"), JSON.stringify(contract as ContractDocument));
  await writeFile(join(directory.path, "openapi.yaml"), JSON.stringify(contract));
  const app: AnyApplication = {
    name: "sample",
    root,
    databaseId: 0x53616d70,
    migrations: [],
    commands: new URL("./no-commands.ts", import.meta.url),
    queries: () => ({}),
    handlers,
    ...more,
  };
  const databaseUrl = `file:${join(directory.path, "sample.db")}`;
  const config = readConfig(app, { PORT: "0", DATABASE_URL: databaseUrl, ...settings }, {});
  const log: string[] = [];
  const service = await startService(app, config, createLogger("info", { write: (line) => void log.push(line) }));
  return {
    address: service.address,
    key: (scopes = []) => createKey(databaseUrl, scopes, {}, app),
    log,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
};
