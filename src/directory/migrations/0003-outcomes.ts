import { type Kysely, sql } from "kysely";
import type { Engine } from "../../core/database/engine.ts";
import type { Migration } from "../../core/database/migration.ts";

const up = async ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> => {
  await schema
    .createTable("outcomes")
    .addColumn("actor", engine.text, (column) => column.notNull().check(sql`actor <> ''`))
    .addColumn("command", engine.text, (column) => column.notNull().check(sql`command <> ''`))
    .addColumn("key", engine.text, (column) => column.notNull().check(sql`length(key) between 1 and 255`))
    .addColumn("fingerprint", engine.text, (column) => column.notNull().check(sql`fingerprint <> ''`))
    .addColumn("outcome", engine.text, (column) => column.notNull())
    .addColumn("recorded_at", engine.text, (column) =>
      column.notNull().check(sql`recorded_at like '____-__-__T__:__:__.___Z'`),
    )
    .addPrimaryKeyConstraint("outcomes_by_key", ["actor", "command", "key"])
    .$call(engine.finishTable)
    .execute();
  await schema.createIndex("outcomes_by_age").on("outcomes").column("recorded_at").execute();
};

/** What commands answered that may be repeated under an idempotency key. */
export const createOutcomes: Migration = { number: 3, name: "outcomes", up };
