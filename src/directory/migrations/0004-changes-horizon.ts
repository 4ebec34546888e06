import { type Kysely, sql } from "kysely";
import type { Engine } from "../../core/database/engine.ts";
import type { Migration } from "../../core/database/migration.ts";

const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await transaction.schema
    .createTable("changes_horizon")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey().check(sql`id = 1`))
    .addColumn("transaction_id", engine.bigInteger, (column) => column.notNull())
    .addColumn("sequence", engine.bigInteger, (column) => column.notNull())
    .$call(engine.finishTable)
    .execute();
  await sql`insert into changes_horizon (id, transaction_id, sequence) values (1, 0, 0)`.execute(transaction);
};

/** The place up to which changes were forgotten, in one row: whoever was before it has missed some. */
export const createChangesHorizon: Migration = { number: 4, name: "changes horizon", up };
