import { type Kysely, sql } from "kysely";
import type { Engine } from "#core";

// What ECMAScript's \s matches, which is what the contract's pattern for names calls blank.
const blank =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const greatestId = sql.lit(Number.MAX_SAFE_INTEGER);

/** Users and data. */
export const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await createUsers(transaction, engine);
  await createData(transaction, engine);
};

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
