/** The change log, whose subjects are the application's to name. */
import { type Kysely, sql } from "kysely";
import type { CountedTable, Engine } from "../../database/engine.ts";
import { isInstant } from "./instant.ts";

const counted = (table: string): CountedTable => ({ table, column: "sequence" });

const createTable = ({ schema }: Kysely<unknown>, engine: Engine, name: string): Promise<void> =>
  schema
    .createTable(name)
    .addColumn("sequence", engine.bigInteger, engine.identity)
    .addColumn("subject", engine.text, (column) => column.notNull().check(sql`subject <> ''`))
    .addColumn("subject_id", engine.text, (column) => column.notNull().check(sql`subject_id <> ''`))
    .addColumn("kind", engine.text, (column) => column.notNull().check(sql`kind in ('created', 'updated', 'deleted')`))
    .addColumn("actor", engine.text, (column) => column.notNull().check(sql`actor <> ''`))
    .addColumn("occurred_at", engine.text, (column) => column.notNull().check(isInstant("occurred_at")))
    .$call(engine.finishTable)
    .execute();

export const createChanges = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await createTable(transaction, engine, "changes");
  await engine.recordTransactions(transaction, counted("changes"));
};

const hasTransactions = async (transaction: Kysely<unknown>): Promise<boolean> => {
  const { rows } = await sql`
    select from pg_attribute where attrelid = to_regclass('changes') and attname = 'transaction_id' and not attisdropped
  `.execute(transaction);
  return rows.length > 0;
};

/**
 * Takes away the list of subjects that the table had before. PostgreSQL drops the constraint, so that each row keeps its transaction,
 * and each cursor its position; SQLite cannot, and copies the table.
 */
export const openSubjects = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  if (engine.name === "postgres") {
    if (!(await hasTransactions(transaction))) await engine.recordTransactions(transaction, counted("changes"));
    await sql`
      alter table changes drop constraint if exists changes_subject_check, drop constraint if exists changes_new_subject_check,
        add constraint changes_subject check (subject <> '')
    `.execute(transaction);
    return;
  }
  await createTable(transaction, engine, "changes_new");
  await sql`
    insert into changes_new (sequence, subject, subject_id, kind, actor, occurred_at)
    select sequence, subject, subject_id, kind, actor, occurred_at from changes order by sequence
  `.execute(transaction);
  await engine.continueIdentity(transaction, counted("changes"), counted("changes_new"));
  await transaction.schema.dropTable("changes").execute();
  await transaction.schema.alterTable("changes_new").renameTo("changes").execute();
};
