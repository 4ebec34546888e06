/** Makes what the handlers of the directory need, and sees to the keys that contacts are encrypted with. */
import type { Config, OpenParts, Store } from "#core";
import type { Commands } from "../../generated/commands.ts";
import type { Queries } from "../../generated/queries.ts";
import { type Contacts, openContacts } from "./contacts.ts";
import { obtainSealingKeys, requireKeySource } from "./sealing/obtain-keys.ts";
import type { DirectoryConfig } from "./settings.ts";

/** The store of the directory. */
export type DirectoryStore = Store<Queries, Commands>;

/** The configuration of the directory. */
export type RosterConfig = Config & DirectoryConfig;

/** What the directory gives to its handlers. */
export interface DirectoryParts extends Omit<Queries, "contacts"> {
  readonly contacts: Pick<Contacts, "findWithEntity" | "findByEmail" | "findSame" | "seal">;
}

/** @throws SealingKeyError when no key can be had */
export const checkConfig = (config: RosterConfig): void => requireKeySource(config);

/** @throws SealingKeyError when the keys do not fit the stored contacts */
export const open = async ({
  config,
  queries: { contacts, ...queries },
  logger,
}: OpenParts<DirectoryConfig, Queries, Commands>): Promise<DirectoryParts> => {
  const contactsAreSealed = (await contacts.keysInUse()).length > 0;
  const keys = obtainSealingKeys(config, contactsAreSealed, (file) =>
    logger.warn(
      { file },
      "a key to encrypt contacts with was made; without this file they cannot be read: keep a copy elsewhere",
    ),
  );
  return { ...queries, contacts: await openContacts(contacts, keys) };
};
