import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Engine } from "../../database/engine.ts";
import type { Migration } from "../../database/migration.ts";
import { createChanges, openSubjects } from "./changes-table.ts";
import { isInstant } from "./instant.ts";

const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  for (const [table, create] of Object.entries(tables)) {
    if (!(await engine.hasTable(transaction, table))) await create(transaction, engine);
    else if (table === "changes") await openSubjects(transaction, engine);
  }
};

/**
 * The change log, API keys, idempotency records and secrets. A database from before the core had a sequence of its own has some
 * of these tables; it keeps them.
 */
export const createCore: Migration = { number: 1, name: "core", up };

type Create = (transaction: Kysely<unknown>, engine: Engine) => Promise<void>;

const createKeys: Create = ({ schema }, engine) =>
  schema
    .createTable("keys")
    .addColumn("id", engine.text, (column) => column.notNull().primaryKey().check(sql`id <> ''`))
    .addColumn("name", engine.text, (column) => column.notNull().check(sql`name <> ''`))
    .addColumn("secret_hash", engine.text, (column) => column.notNull().unique().check(sql`length(secret_hash) = 64`))
    .addColumn("scopes", engine.text, (column) => column.notNull())
    .addColumn("created_at", engine.text, (column) => column.notNull().check(isInstant("created_at")))
    .addColumn("expires_at", engine.text, (column) => column.check(isInstant("expires_at")))
    .addColumn("revoked_at", engine.text, (column) => column.check(isInstant("revoked_at")))
    .addColumn("last_used_at", engine.text, (column) => column.check(isInstant("last_used_at")))
    .$call(engine.finishTable)
    .execute();

/** Secrets that all processes on the database share. */
const createSecrets: Create = async (transaction, engine) => {
  await transaction.schema
    .createTable("secrets")
    .addColumn("name", engine.text, (column) => column.notNull().primaryKey())
    .addColumn("value", engine.text, (column) => column.notNull().check(sql`length(value) = 64`))
    .$call(engine.finishTable)
    .execute();
  await transaction
    .withTables<{ secrets: { name: string; value: string } }>()
    .insertInto("secrets")
    .values({ name: "cursor", value: randomBytes(32).toString("hex") })
    .execute();
};

/** What commands returned that may be repeated under an idempotency key. */
const createOutcomes: Create = async ({ schema }, engine) => {
  await schema
    .createTable("outcomes")
    .addColumn("actor", engine.text, (column) => column.notNull().check(sql`actor <> ''`))
    .addColumn("command", engine.text, (column) => column.notNull().check(sql`command <> ''`))
    .addColumn("key", engine.text, (column) => column.notNull().check(sql`length(key) between 1 and 255`))
    .addColumn("fingerprint", engine.text, (column) => column.notNull().check(sql`fingerprint <> ''`))
    .addColumn("outcome", engine.text, (column) => column.notNull())
    .addColumn("recorded_at", engine.text, (column) => column.notNull().check(isInstant("recorded_at")))
    .addPrimaryKeyConstraint("outcomes_by_key", ["actor", "command", "key"])
    .$call(engine.finishTable)
    .execute();
  await schema.createIndex("outcomes_by_age").on("outcomes").column("recorded_at").execute();
};

/** The position up to which changes have expired, in one row: a reader that was before it has missed some. */
const createChangesHorizon: Create = async (transaction, engine) => {
  await transaction.schema
    .createTable("changes_horizon")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey().check(sql`id = 1`))
    .addColumn("transaction_id", engine.bigInteger, (column) => column.notNull())
    .addColumn("sequence", engine.bigInteger, (column) => column.notNull())
    .$call(engine.finishTable)
    .execute();
  await sql`insert into changes_horizon (id, transaction_id, sequence) values (1, 0, 0)`.execute(transaction);
};

const tables: Readonly<Record<string, Create>> = {
  keys: createKeys,
  secrets: createSecrets,
  changes: createChanges,
  changes_horizon: createChangesHorizon,
  outcomes: createOutcomes,
};
