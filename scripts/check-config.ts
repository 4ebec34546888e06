/** npm run check:config: reads every setting and file as a start would, and starts nothing. */
import { constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { createQueries } from "../generated/queries.ts";
import { app } from "../src/app.ts";
import { parseDatabaseUrl } from "../src/core/database/location.ts";
import { createKysely } from "../src/core/database/sqlite/dialect.ts";
import { refuseEmptied, requireAccess } from "../src/core/database/sqlite/file.ts";
import { explain, stateOf } from "../src/core/database/sqlite/prepare.ts";
import { readDocuments } from "../src/core/operations/documentation/documents.ts";
import { chooseRateLimits } from "../src/core/service/rate-limits.ts";
import { readConfig } from "../src/core/settings/config.ts";
import { readCertificate } from "../src/core/sockets/certificate.ts";
import { StartError } from "../src/core/start-error.ts";
import { schemaOf } from "../src/core/store/definition.ts";
import type { RosterConfig } from "../src/directory/open.ts";
import { keyFileBeside } from "../src/directory/sealing/key-file.ts";
import { checkKeyRing, createKeyRing } from "../src/directory/sealing/key-ring.ts";
import { findSealingKeys, keyFileOf, requireKeySource } from "../src/directory/sealing/obtain-keys.ts";
import type { Tables } from "../src/directory/tables.ts";

type KeysInUse = Parameters<typeof checkKeyRing>[1];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Nothing is written, and no file is made beside it: without a write-ahead log, the file is all there is. */
const openForReading = (filename: string): DatabaseSync => {
  const url = pathToFileURL(filename);
  const logSize = statSync(`${filename}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  url.searchParams.set("mode", "ro");
  if (logSize === 0) url.searchParams.set("immutable", "1");
  return new DatabaseSync(url, { readOnly: true });
};

/** The file of an embedded database; undefined for PostgreSQL. */
const fileOf = ({ databaseUrl }: RosterConfig): string | undefined => {
  const location = parseDatabaseUrl(databaseUrl);
  return location.engine === "sqlite" ? location.filename : undefined;
};

const isThere = (filename: string): boolean => statSync(filename, { throwIfNoEntry: false }) !== undefined;

/** Reads from a database that is there. */
const reading = async <Result>(
  filename: string,
  work: (connection: DatabaseSync) => Promise<Result>,
): Promise<Result> => {
  const connection = openForReading(filename);
  try {
    return await work(connection);
  } catch (error) {
    throw explain(error, filename, 0);
  } finally {
    connection.close();
  }
};

/** The first folder on the way up that is there, in which the others are made. */
const existingFolder = (path: string): string => (isThere(path) ? path : existingFolder(dirname(path)));

const checkDatabase = async (config: RosterConfig): Promise<string> => {
  const filename = fileOf(config);
  if (filename === undefined) return `${config.databaseUrl.replace(/\/\/.*@/, "//")}: PostgreSQL is not asked`;
  if (!isThere(filename)) {
    const folder = existingFolder(dirname(filename));
    requireAccess(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return `${filename} is not there yet: the start makes it`;
  }
  refuseEmptied(filename, [keyFileBeside(filename)]);
  requireAccess(filename, constants.R_OK | constants.W_OK);
  requireAccess(dirname(filename), constants.R_OK | constants.W_OK | constants.X_OK);
  const state = await reading(filename, (connection) => stateOf(connection, filename, schemaOf(app)));
  const found = { new: "holds nothing yet", older: "is migrated by the start", current: "is as this Roster knows it" };
  return `${filename} ${found[state]}`;
};

const keysInUse = async (filename: string | undefined): Promise<KeysInUse> => {
  if (filename === undefined || !isThere(filename)) return [];
  return reading(filename, async (connection) => {
    if ((await stateOf(connection, filename, schemaOf(app))) !== "current") return [];
    return createQueries(createKysely<Tables>(connection, (error) => error)).contacts.keysInUse();
  });
};

const checkKeys = async (config: RosterConfig): Promise<string> => {
  requireKeySource(config);
  const inUse = await keysInUse(fileOf(config));
  const keys = findSealingKeys(config, inUse.length > 0);
  if (keys === undefined) return `${keyFileOf(config.databaseUrl)} is not there yet: the start makes it`;
  checkKeyRing(createKeyRing(keys).keys, inUse);
  return `${keys.length} in ${config.sealingKeys.length > 0 ? "SEALING_KEYS" : keyFileOf(config.databaseUrl)}`;
};

const checkTls = async ({ tls }: RosterConfig): Promise<string> => {
  if (tls === undefined) return "none: plain HTTP";
  const { validTo } = await readCertificate(tls);
  return `a certificate that is valid until ${validTo.toISOString()}`;
};

/** What is checked, by what it is called. */
const checks: Readonly<Record<string, (config: RosterConfig) => string | Promise<string>>> = {
  contract: ({ rateLimit }) => {
    const { contract } = readDocuments(new URL("../", import.meta.url));
    const names = chooseRateLimits(contract, rateLimit).map(
      ({ name, quota, windowSeconds }) => `${name}=${quota}/${windowSeconds}`,
    );
    return `version ${contract.info.version}; rate limits: ${names.join(", ") || "none"}`;
  },
  database: checkDatabase,
  "sealing keys": checkKeys,
  TLS: checkTls,
};

const reasonOf = (error: unknown): string =>
  error instanceof StartError ? error.message : String((error as Error).message ?? error);

const run = async (): Promise<void> => {
  const config = readConfig(app);
  say(`ok     settings: ${config.tls ? "https" : "http"}://${config.host}:${config.port}`);
  for (const [name, check] of Object.entries(checks)) {
    try {
      say(`ok     ${name}: ${await check(config)}`);
    } catch (error) {
      say(`FAILED ${name}: ${reasonOf(error)}`);
      process.exitCode = 1;
    }
  }
};

await run().catch((error: unknown) => {
  say(`FAILED settings: ${reasonOf(error)}`);
  process.exitCode = 1;
});
