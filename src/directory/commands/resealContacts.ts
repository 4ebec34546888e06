import { hold } from "#core";
import { rowOf } from "../contact-row.ts";
import { locks } from "../locks.ts";
import type { SealedContact } from "../sealing/contact-seal.ts";
import type { KeyCheck } from "../sealing/key-ring.ts";
import type { Command } from "../tables.ts";
import { registerSealingKey } from "./sealing-keys.ts";

/** The same contact twice: as it was found, and sealed with the newest key. */
export interface Resealing {
  readonly found: SealedContact;
  readonly resealed: SealedContact;
}

/** Contacts to move to one key, and the ring that sealed them. */
export interface Resealings {
  readonly keyId: string;
  readonly ring: readonly KeyCheck[];
  readonly contacts: readonly Resealing[];
}

/**
 * Moves contacts to another key and returns how many. One that was changed or deleted since it was found stays as it is.
 * Nothing is recorded: for whoever reads a contact, it is the same.
 * @throws SealingKeyError when a key is in use that the ring does not have
 */
export const resealContacts: Command<Resealings, number> = async (transaction, { keyId, ring, contacts }) => {
  await hold(transaction, locks.contacts);
  await registerSealingKey(transaction, ring, keyId);
  let moved = 0;
  for (const { found, resealed } of contacts) {
    const { numUpdatedRows } = await transaction
      .updateTable("contacts")
      .set(rowOf(resealed))
      .where("user_id", "=", found.userId)
      .where("sealed", "=", found.sealed)
      .executeTakeFirstOrThrow();
    moved += Number(numUpdatedRows);
  }
  return { outcome: moved, changes: [] };
};
