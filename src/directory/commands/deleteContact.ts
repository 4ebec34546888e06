import { type Condition, fits } from "#core";
import { entityOfSealed } from "../sealing/contact-seal.ts";
import type { Command } from "../tables.ts";

/** Deletes the contact of a user. `stale`: it is not what the condition asks for, and stays. */
export const deleteContact: Command<{ readonly userId: number } & Condition, "deleted" | "missing" | "stale"> = async (
  transaction,
  { userId, ...condition },
) => {
  const contact = await transaction
    .selectFrom("contacts")
    .select("sealed")
    .where("user_id", "=", userId)
    .forUpdate()
    .executeTakeFirst();
  if (contact === undefined) return { outcome: "missing", changes: [] };
  if (!fits(entityOfSealed(contact), condition)) return { outcome: "stale", changes: [] };
  await transaction.deleteFrom("contacts").where("user_id", "=", userId).execute();
  return { outcome: "deleted", changes: [{ subject: "contact", subjectId: String(userId), kind: "deleted" }] };
};
