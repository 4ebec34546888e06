/** A database of its own for a test, on the engine that is tested. */
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { formatSealingKey, type SealingKey } from "../../src/directory/sealing/sealing-key.ts";
import { createPostgresDatabase, runSql } from "./postgres-database.ts";
import { sealingKey } from "./sealing.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

export interface TemporaryDatabase extends AsyncDisposable {
  readonly databaseUrl: string;
  /** Those that a Roster on it needs; none where it makes a key file. */
  readonly sealingKeys: readonly SealingKey[];
  /** The settings of a Roster process on it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The engine that is tested. */
export const engine = inject("engine");

/** The title of tests that run on more than one engine. */
export const onEngine = (title: string): string => `${title}, on ${engine}`;

const temporaryFile = async (): Promise<TemporaryDatabase> => {
  const directory = await temporaryDirectory();
  const { databaseUrl } = directory;
  return {
    databaseUrl,
    sealingKeys: [],
    environment: { DATABASE_URL: databaseUrl },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
};

/** A new database. On SQLite, who opens it first decides upon sample records; on PostgreSQL, this. */
export const temporaryDatabase = async (sampleData = true): Promise<TemporaryDatabase> => {
  if (engine === "sqlite") return temporaryFile();
  const database = await createPostgresDatabase(sampleData ? "roster_sample" : "roster_empty");
  const keys = [sealingKey("test")];
  return {
    databaseUrl: database.databaseUrl,
    sealingKeys: keys,
    environment: { DATABASE_URL: database.databaseUrl, SEALING_KEYS: keys.map(formatSealingKey).join(",") },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
};

/** The rows that a statement finds in a database, which a Roster may use at the same time. */
export const queryDatabase = async (databaseUrl: string, text: string): Promise<readonly unknown[]> => {
  if (engine === "postgres") return runSql(databaseUrl, text);
  const file = new DatabaseSync(fileURLToPath(databaseUrl), { readOnly: true });
  try {
    return file
      .prepare(text)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    file.close();
  }
};

/** Writes to a database past Roster, which may use it at the same time: what many requests would take long for. */
export const writeDatabase = async (databaseUrl: string, text: string): Promise<void> => {
  if (engine === "postgres") {
    await runSql(databaseUrl, text);
    return;
  }
  using file = new DatabaseSync(fileURLToPath(databaseUrl));
  file.exec(text);
};
