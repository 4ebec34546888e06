import type { Command } from "./command.ts";
import { createKey } from "./createKey.ts";
import { createUser } from "./createUser.ts";
import { createUserOnCondition } from "./createUserOnCondition.ts";
import { deleteContact } from "./deleteContact.ts";
import { deleteDatum } from "./deleteDatum.ts";
import { deleteUser } from "./deleteUser.ts";
import { forgetChanges } from "./forgetChanges.ts";
import { putContact } from "./putContact.ts";
import { putDatum } from "./putDatum.ts";
import { recordKeyUse } from "./recordKeyUse.ts";
import { resealContacts } from "./resealContacts.ts";
import { retireSealingKeys } from "./retireSealingKeys.ts";
import { revokeKey } from "./revokeKey.ts";
import { updateUser } from "./updateUser.ts";

/** Every write there is, by its name. */
export const commands = {
  createKey,
  createUser,
  createUserOnCondition,
  deleteContact,
  deleteDatum,
  deleteUser,
  forgetChanges,
  putContact,
  putDatum,
  recordKeyUse,
  resealContacts,
  retireSealingKeys,
  revokeKey,
  updateUser,
} satisfies Record<string, Command<never, unknown>>;

type Commands = typeof commands;

/** The name of a command. */
export type CommandName = keyof Commands;

/** What a command is given. */
export type CommandInput<Name extends CommandName> = Parameters<Commands[Name]>[1];

/** What a command returns. */
export type CommandOutcome<Name extends CommandName> = Awaited<ReturnType<Commands[Name]>>["outcome"];

/** Commands that do the same for a client as another: an idempotency key counts for both together. */
export const sameForKeys: { readonly [Name in CommandName]?: CommandName } = { createUserOnCondition: "createUser" };
