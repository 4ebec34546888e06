import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Engine } from "../../core/database/engine.ts";
import type { Migration } from "../../core/database/migration.ts";

// What ECMAScript's \s matches, which is what the contract's pattern for names calls blank.
const blank =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const greatestId = sql.lit(Number.MAX_SAFE_INTEGER);

const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await createUsers(transaction, engine);
  await createData(transaction, engine);
  await createChanges(transaction, engine);
  await createKeys(transaction, engine);
  await createSecrets(transaction, engine);
};

/** Users, data, changes, API keys and the secrets that all processes on the database share. */
export const createDirectory: Migration = { number: 1, name: "directory", up };

const createUsers = async ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> => {
  await schema
    .createTable("users")
    .addColumn("id", engine.bigInteger, engine.identity)
    .addColumn("name", engine.text, (column) => column.notNull())
    .addColumn("name_key", engine.text, (column) => column.notNull())
    .addColumn("age", "integer", (column) => column.notNull())
    .addCheckConstraint("users_id", sql`id between 1 and ${greatestId}`)
    .addCheckConstraint(
      "users_name",
      sql`length(name) between 1 and 200 and trim(name, ${sql.lit(blank)}) <> '' and ${engine.hasNoControlCharacter("name")}`,
    )
    .addCheckConstraint("users_age", sql`age between 0 and 150`)
    .$call(engine.finishTable)
    .execute();
  // Each index holds what the other filter asks for, so that looking through many rows reads the index alone.
  await schema.createIndex("users_by_name").on("users").columns(["name_key", "id", "age"]).execute();
  await schema.createIndex("users_by_age").on("users").columns(["age", "id", "name_key"]).execute();
};

const createData = async ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> => {
  await schema
    .createTable("data")
    .addColumn("key", engine.text, (column) => column.notNull().primaryKey())
    .addColumn("value", engine.text, (column) => column.notNull())
    .addCheckConstraint("data_key", sql`length(key) between 1 and 128 and ${engine.isPlainKey("key")}`)
    .addCheckConstraint("data_value", sql`length(value) <= 4096 and ${engine.hasNoNul("value")}`)
    .$call(engine.finishTable)
    .execute();
};

const createChanges = async ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> => {
  await schema
    .createTable("changes")
    .addColumn("sequence", engine.bigInteger, engine.identity)
    .addColumn("subject", engine.text, (column) => column.notNull().check(sql`subject in ('user', 'datum')`))
    .addColumn("subject_id", engine.text, (column) => column.notNull().check(sql`subject_id <> ''`))
    .addColumn("kind", engine.text, (column) => column.notNull().check(sql`kind in ('created', 'updated', 'deleted')`))
    .addColumn("actor", engine.text, (column) => column.notNull().check(sql`actor <> ''`))
    .addColumn("occurred_at", engine.text, (column) => column.notNull().check(isInstant("occurred_at")))
    .$call(engine.finishTable)
    .execute();
};

const createKeys = async ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> => {
  await schema
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
};

const createSecrets = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
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

// Of one width, so that instants compare as text: 2026-01-31T23:59:59.999Z.
const isInstant = (column: string) => sql<boolean>`${sql.ref(column)} like '____-__-__T__:__:__.___Z'`;
