/** Contacts as rows, which do not leave the store. */

import type { Expression, ExpressionBuilder, Selectable, SqlBool } from "kysely";
import type { EmailIndex, SealedContact } from "./sealing/contact-seal.ts";
import type { Tables } from "./tables.ts";

/** The row of a sealed contact. */
export const rowOf = ({ userId, keyId, sealed, emailIndex }: SealedContact): Tables["contacts"] => ({
  user_id: userId,
  key_id: keyId,
  sealed,
  email_index: emailIndex ?? null,
});

/** The sealed contact of a row. */
export const sealedContactOf = (row: Selectable<Tables["contacts"]>): SealedContact => ({
  userId: row.user_id,
  keyId: row.key_id,
  sealed: row.sealed,
  ...(row.email_index !== null && { emailIndex: row.email_index }),
});

/** True for a contact whose e-mail address stands under one of these indexes. */
export const hasEmail =
  (indexes: readonly EmailIndex[]) =>
  (where: ExpressionBuilder<Tables, "contacts">): Expression<SqlBool> =>
    where.or(
      indexes.map(({ keyId, value }) => where.and([where("key_id", "=", keyId), where("email_index", "=", value)])),
    );
