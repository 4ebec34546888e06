import type { ContactToStore } from "./commands/putContact.ts";
import type { Resealing, Resealings } from "./commands/resealContacts.ts";
import type { ContactQueries } from "./queries/contacts.ts";
import { type Contact, emailIndexesOf, openContact, type SealedContact, sealContact } from "./sealing/contact-seal.ts";
import { checkKeyRing, createKeyRing } from "./sealing/key-ring.ts";
import type { SealingKey } from "./sealing/sealing-key.ts";

/** Contacts in the clear: opened after they are read, and sealed before they are given to a command. */
export interface Contacts {
  /** @throws UnsealingError for one that was tampered with. */
  find(userId: number): Promise<Contact | undefined>;
  /** Whose e-mail address is this one, whatever its case. @throws UnsealingError for one that was tampered with. */
  findByEmail(email: string): Promise<Contact | undefined>;
  /** The contact as `putContact` takes it. */
  seal(contact: Contact): ContactToStore;
  /** The same contact, sealed with the newest key. @throws UnsealingError for one that was tampered with. */
  reseal(contact: SealedContact): Resealing;
  /** The newest key, and all of them, as `resealContacts` takes them. */
  readonly keys: Pick<Resealings, "keyId" | "ring">;
}

/**
 * Makes contacts readable and writable with these keys, the newest first.
 * @throws SealingKeyError when a key is in use that is not among them, or is another one of the same name
 */
export const openContacts = async (queries: ContactQueries, sealingKeys: readonly SealingKey[]): Promise<Contacts> => {
  const ring = createKeyRing(sealingKeys);
  checkKeyRing(ring.keys, await queries.keysInUse());
  const checks = ring.keys.map(({ id, checkValue }) => ({ id, checkValue }));
  const opened = (contact: SealedContact | undefined): Contact | undefined => contact && openContact(ring, contact);
  return {
    find: async (userId) => opened(await queries.find(userId)),
    findByEmail: async (email) => opened(await queries.findByEmail(emailIndexesOf(ring, email))),
    seal: (contact) => ({
      ...sealContact(ring, contact),
      emailIndexes: contact.email === undefined ? [] : emailIndexesOf(ring, contact.email),
      ring: checks,
    }),
    reseal: (found) => ({ found, resealed: sealContact(ring, openContact(ring, found)) }),
    keys: { keyId: ring.newest.id, ring: checks },
  };
};
