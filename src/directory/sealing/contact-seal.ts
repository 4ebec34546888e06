/** A contact, sealed as a whole and for one row, and the blind index that its e-mail address is found by. */
import { createHmac, type KeyObject } from "node:crypto";
import type { KeyRing, RingKey } from "./key-ring.ts";
import { seal, UnsealingError, unseal } from "./seal.ts";

/** How to reach a user, in the clear. */
export interface ContactContent {
  readonly email?: string;
  readonly phone?: string;
}

/** The contact of a user, in the clear. */
export interface Contact extends ContactContent {
  readonly userId: number;
}

/** What stands for an e-mail address under one key: the same for the same address, and nothing without the key. */
export interface EmailIndex {
  readonly keyId: string;
  /** 32 bytes. */
  readonly value: Uint8Array;
}

/** A contact as it is stored. */
export interface SealedContact {
  readonly userId: number;
  readonly keyId: string;
  readonly sealed: Uint8Array;
  /** Under the key of the contact; absent where it has no e-mail address. */
  readonly emailIndex?: Uint8Array;
}

const formatVersion = 1;
// The length of what is sealed tells nothing finer than this.
const blockBytes = 64;

/** The form of an e-mail address that is compared. The contract takes ASCII only, so that this is all there is to it. */
const foldEmail = (email: string): string => email.toLowerCase();

const emailIndexOf = ({ emailIndex }: RingKey, email: string): Uint8Array =>
  new Uint8Array(createHmac("sha256", emailIndex).update(foldEmail(email)).digest());

/** What an e-mail address may be stored under: one index for each key of the ring, the newest first. */
export const emailIndexesOf = ({ keys }: KeyRing, email: string): readonly EmailIndex[] =>
  keys.map((key) => ({ keyId: key.id, value: emailIndexOf(key, email) }));

/** Everything else of the row, so that nothing in it can be exchanged for what stands in another. */
const associatedData = ({ userId, keyId, emailIndex }: Omit<SealedContact, "sealed">): Buffer => {
  const index = emailIndex === undefined ? "" : Buffer.from(emailIndex).toString("hex");
  return Buffer.from(JSON.stringify(["contacts", "sealed", formatVersion, userId, keyId, index]));
};

/** JSON takes spaces at its end for nothing, which makes them a padding. */
const pad = (json: string): Buffer => {
  const surplus = Buffer.byteLength(json) % blockBytes;
  return Buffer.from(surplus === 0 ? json : json + " ".repeat(blockBytes - surplus));
};

/** Seals a contact with the newest key. */
export const sealContact = ({ newest }: KeyRing, { userId, email, phone }: Contact): SealedContact => {
  const row = {
    userId,
    keyId: newest.id,
    ...(email !== undefined && { emailIndex: emailIndexOf(newest, email) }),
  };
  return { ...row, sealed: seal(newest.sealing, pad(JSON.stringify({ email, phone })), associatedData(row)) };
};

/**
 * Opens a contact.
 * @throws SealingKeyError when its key is not in the ring, and UnsealingError, which names the user and no value, when it
 * was changed or belongs to another row
 */
export const openContact = (ring: KeyRing, contact: SealedContact): Contact => {
  const { sealing } = ring.find(contact.keyId);
  const content = unsealContact(sealing, contact);
  return { userId: contact.userId, ...JSON.parse(content.toString()) };
};

const unsealContact = (key: KeyObject, contact: SealedContact): Buffer => {
  try {
    return unseal(key, contact.sealed, associatedData(contact));
  } catch (error) {
    const message = `The contact of user ${contact.userId} cannot be opened with the key ${contact.keyId}`;
    throw new UnsealingError(message, { cause: error });
  }
};

/**
 * What the revision of a contact is made of: its sealed bytes, which tell nothing of its values. It is another one once the
 * contact is sealed again, the values being the same.
 */
export const entityOfSealed = ({ sealed }: Pick<SealedContact, "sealed">): string =>
  Buffer.from(sealed).toString("base64");
