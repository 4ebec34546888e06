import type { CommandTable } from "#core";
import { createUser } from "./createUser.ts";
import { createUserOnCondition } from "./createUserOnCondition.ts";
import { deleteContact } from "./deleteContact.ts";
import { deleteDatum } from "./deleteDatum.ts";
import { deleteUser } from "./deleteUser.ts";
import { putContact } from "./putContact.ts";
import { putDatum } from "./putDatum.ts";
import { resealContacts } from "./resealContacts.ts";
import { retireSealingKeys } from "./retireSealingKeys.ts";
import { updateUser } from "./updateUser.ts";

/** Every write of the directory, by its name. */
export const commands = {
  createUser,
  createUserOnCondition,
  deleteContact,
  deleteDatum,
  deleteUser,
  putContact,
  putDatum,
  resealContacts,
  retireSealingKeys,
  updateUser,
} satisfies CommandTable;

export type DirectoryCommands = typeof commands;

/** Commands that do the same for a client as another: an idempotency key counts for both together. */
export const sameForKeys: Readonly<Record<string, keyof DirectoryCommands>> = { createUserOnCondition: "createUser" };
