/** Sealing keys and sealed contacts for tests. */
import { createSecretKey, randomBytes } from "node:crypto";
import { app } from "../../src/app.ts";
import { openStore } from "../../src/core/store/store.ts";
import { type Contacts, openContacts } from "../../src/directory/contacts.ts";
import type { DirectoryStore } from "../../src/directory/open.ts";
import type { SealingKey } from "../../src/directory/sealing/sealing-key.ts";

/** A new key of this name. */
export const sealingKey = (id: string): SealingKey => ({ id, secret: createSecretKey(randomBytes(32)) });

/** The store of a database, with its contacts in the clear, for the time of `work`. */
export const withContacts = async <Result>(
  databaseUrl: string,
  sealingKeys: readonly SealingKey[],
  work: (parts: { readonly store: DirectoryStore; readonly contacts: Contacts }) => Promise<Result>,
): Promise<Result> => {
  await using store = await openStore(app, { databaseUrl, sampleData: false });
  return await work({ store, contacts: await openContacts(store.queries.contacts, sealingKeys) });
};
