import { type Kysely, sql } from "kysely";
import type { Engine } from "#core";

/** Contacts, which are encrypted, and the keys that they are encrypted with. */
export const up = async (transaction: Kysely<unknown>, engine: Engine): Promise<void> => {
  await createSealingKeys(transaction, engine);
  await createContactsTable(transaction, engine);
};

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
