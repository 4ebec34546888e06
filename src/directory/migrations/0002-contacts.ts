import { type Kysely, sql } from "kysely";
import type { Engine } from "../../core/database/engine.ts";
import type { Migration } from "../../core/database/migration.ts";

const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await createSealingKeys(transaction, engine);
  await createContactsTable(transaction, engine);
  await recordContacts(transaction, engine);
};

/** Contacts, which are sealed, the keys that they are sealed with, and contacts among what the record of changes names. */
export const createContacts: Migration = { number: 2, name: "contacts", up };

// Which keys are in use, and what tells them from others of the same name: nothing that a key could be made from.
const createSealingKeys = ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> =>
  schema
    .createTable("sealing_keys")
    .addColumn("id", engine.text, (column) => column.notNull().primaryKey())
    .addColumn("check_value", engine.text, (column) => column.notNull())
    .addCheckConstraint("sealing_keys_id", sql`length(id) between 1 and 32 and ${engine.isPlainKey("id")}`)
    .addCheckConstraint("sealing_keys_check_value", sql`length(check_value) = 64`)
    .$call(engine.finishTable)
    .execute();

const createContactsTable = ({ schema }: Kysely<unknown>, engine: Engine): Promise<void> =>
  schema
    .createTable("contacts")
    .addColumn("user_id", engine.bigInteger, (column) => column.notNull().primaryKey())
    .addColumn("key_id", engine.text, (column) => column.notNull())
    .addColumn("sealed", engine.bytes, (column) => column.notNull())
    .addColumn("email_index", engine.bytes)
    .addForeignKeyConstraint("contacts_user", ["user_id"], "users", ["id"], (key) => key.onDelete("cascade"))
    .addForeignKeyConstraint("contacts_key", ["key_id"], "sealing_keys", ["id"])
    // 28 bytes of nonce and tag, and what is sealed, in blocks of 64.
    .addCheckConstraint("contacts_sealed", sql`length(sealed) between 92 and 2048 and (length(sealed) - 28) % 64 = 0`)
    .addCheckConstraint("contacts_email_index", sql`email_index is null or length(email_index) = 32`)
    // It also finds the contacts of a key.
    .addUniqueConstraint("contacts_email", ["key_id", "email_index"])
    .$call(engine.finishTable)
    .execute();

// No engine changes a check where it stands in the same way as another: a table with the new one takes the place.
const recordContacts = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  const { schema } = transaction;
  await schema
    .createTable("changes_new")
    .addColumn("sequence", engine.bigInteger, engine.identity)
    .addColumn("subject", engine.text, (column) => column.notNull().check(sql`subject in ('user', 'datum', 'contact')`))
    .addColumn("subject_id", engine.text, (column) => column.notNull().check(sql`subject_id <> ''`))
    .addColumn("kind", engine.text, (column) => column.notNull().check(sql`kind in ('created', 'updated', 'deleted')`))
    .addColumn("actor", engine.text, (column) => column.notNull().check(sql`actor <> ''`))
    .addColumn("occurred_at", engine.text, (column) =>
      column.notNull().check(sql`occurred_at like '____-__-__T__:__:__.___Z'`),
    )
    .$call(engine.finishTable)
    .execute();
  await sql`
    insert into changes_new (sequence, subject, subject_id, kind, actor, occurred_at)
    select sequence, subject, subject_id, kind, actor, occurred_at from changes order by sequence
  `.execute(transaction);
  await engine.continueIdentity(transaction, counted("changes"), counted("changes_new"));
  await schema.dropTable("changes").execute();
  await schema.alterTable("changes_new").renameTo("changes").execute();
  await engine.recordTransactions(transaction, counted("changes"));
};

const counted = (table: string) => ({ table, column: "sequence" });
