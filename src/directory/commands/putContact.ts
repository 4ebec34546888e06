import { type Condition, fits, hold } from "#core";
import { hasEmail, rowOf } from "../contact-row.ts";
import { locks } from "../locks.ts";
import { type EmailIndex, entityOfSealed, type SealedContact } from "../sealing/contact-seal.ts";
import type { KeyCheck } from "../sealing/key-ring.ts";
import type { Command, Writing } from "../tables.ts";
import { findUser } from "./find-user.ts";
import { registerSealingKey } from "./sealing-keys.ts";

/** A contact to store, sealed before it comes here: neither a value nor a key enters the thread that writes. */
export interface ContactToStore extends SealedContact, Condition {
  /** Its e-mail address under every key of the ring, so that it is found under whichever somebody else has it. */
  readonly emailIndexes: readonly EmailIndex[];
  /** The ring that sealed it. */
  readonly ring: readonly KeyCheck[];
  /** The entity of a stored contact with the same values, which cannot be seen where they are sealed. */
  readonly sameAs?: string;
}

/**
 * Stores a contact as a whole. `taken`: the e-mail address is in the contact of somebody else. `nobody`: there is no such
 * user. `stale`: what is stored is not what the condition asks for, and stays. `unchanged`: it has these values already, and
 * nothing is recorded.
 * @throws SealingKeyError when a key is in use that the ring does not have: what is taken could not be told
 */
export const putContact: Command<
  ContactToStore,
  "created" | "replaced" | "unchanged" | "taken" | "nobody" | "stale"
> = async (transaction, contact) => {
  const { userId } = contact;
  await hold(transaction, locks.contacts);
  if ((await findUser(transaction, userId)) === undefined) return { outcome: "nobody", changes: [] };
  const stored = await transaction
    .selectFrom("contacts")
    .select("sealed")
    .where("user_id", "=", userId)
    .forUpdate()
    .executeTakeFirst();
  const entity = stored && entityOfSealed(stored);
  if (!fits(entity, contact)) return { outcome: "stale", changes: [] };
  if (entity !== undefined && entity === contact.sameAs) return { outcome: "unchanged", changes: [] };
  await registerSealingKey(transaction, contact.ring, contact.keyId);
  if (await isTaken(transaction, contact)) return { outcome: "taken", changes: [] };

  const row = rowOf(contact);
  const subject = { subject: "contact", subjectId: String(userId) } as const;
  if (stored !== undefined) {
    await transaction.updateTable("contacts").set(row).where("user_id", "=", userId).execute();
    return { outcome: "replaced", changes: [{ ...subject, kind: "updated" }] };
  }
  await transaction.insertInto("contacts").values(row).execute();
  return { outcome: "created", changes: [{ ...subject, kind: "created" }] };
};

const isTaken = async (transaction: Writing, { userId, emailIndexes }: ContactToStore): Promise<boolean> => {
  if (emailIndexes.length === 0) return false;
  const others = await transaction
    .selectFrom("contacts")
    .select("user_id")
    .where("user_id", "<>", userId)
    .where(hasEmail(emailIndexes))
    .limit(1)
    .execute();
  return others.length > 0;
};
