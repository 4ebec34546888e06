import type { ContactToStore } from "./commands/putContact.ts";
import type { Resealing, Resealings } from "./commands/resealContacts.ts";
import type { ContactQueries } from "./queries/contacts.ts";
import {
  type Contact,
  emailIndexesOf,
  entityOfSealed,
  openContact,
  type SealedContact,
  sealContact,
} from "./sealing/contact-seal.ts";
import { checkKeyRing, createKeyRing, type KeyRing } from "./sealing/key-ring.ts";
import { UnsealingError } from "./sealing/seal.ts";
import type { SealingKey } from "./sealing/sealing-key.ts";

/** Contacts in the clear: opened after they are read, and sealed before they are given to a command. */
export interface Contacts {
  /** @throws UnsealingError for one that was tampered with. */
  find(userId: number): Promise<Contact | undefined>;
  /** The same, with what its revision is made of. */
  findWithEntity(userId: number): Promise<{ readonly contact: Contact; readonly entity: string } | undefined>;
  /** Whose e-mail address is this one, whatever its case. @throws UnsealingError for one that was tampered with. */
  findByEmail(email: string): Promise<Contact | undefined>;
  /** The entity of the stored contact of the same user, where it has the same values. */
  findSame(contact: Contact): Promise<string | undefined>;
  /** The contact as `putContact` takes it. */
  seal(contact: Contact): ContactToStore;
  /** The same contact, sealed with the newest key. @throws UnsealingError for one that was tampered with. */
  reseal(contact: SealedContact): Resealing;
  /** The newest key, and all of them, as `resealContacts` takes them. */
  readonly keys: Pick<Resealings, "keyId" | "ring">;
}

/** Whether a stored contact has these values. One that was tampered with has not, so that it can be replaced. */
const holdsSame = (ring: KeyRing, stored: SealedContact, { email, phone }: Contact): boolean => {
  try {
    const opened = openContact(ring, stored);
    return opened.email === email && opened.phone === phone;
  } catch (error) {
    if (error instanceof UnsealingError) return false;
    throw error;
  }
};

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
    findWithEntity: async (userId) => {
      const sealed = await queries.find(userId);
      return sealed && { contact: openContact(ring, sealed), entity: entityOfSealed(sealed) };
    },
    findByEmail: async (email) => opened(await queries.findByEmail(emailIndexesOf(ring, email))),
    findSame: async (contact) => {
      const stored = await queries.find(contact.userId);
      return stored && holdsSame(ring, stored, contact) ? entityOfSealed(stored) : undefined;
    },
    seal: (contact) => ({
      ...sealContact(ring, contact),
      emailIndexes: contact.email === undefined ? [] : emailIndexesOf(ring, contact.email),
      ring: checks,
    }),
    reseal: (found) => ({ found, resealed: sealContact(ring, openContact(ring, found)) }),
    keys: { keyId: ring.newest.id, ring: checks },
  };
};
