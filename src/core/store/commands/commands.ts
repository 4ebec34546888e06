import { createUser } from "../../../directory/commands/createUser.ts";
import { createUserOnCondition } from "../../../directory/commands/createUserOnCondition.ts";
import { deleteContact } from "../../../directory/commands/deleteContact.ts";
import { deleteDatum } from "../../../directory/commands/deleteDatum.ts";
import { deleteUser } from "../../../directory/commands/deleteUser.ts";
import { putContact } from "../../../directory/commands/putContact.ts";
import { putDatum } from "../../../directory/commands/putDatum.ts";
import { resealContacts } from "../../../directory/commands/resealContacts.ts";
import { retireSealingKeys } from "../../../directory/commands/retireSealingKeys.ts";
import { updateUser } from "../../../directory/commands/updateUser.ts";
import type { Command } from "./command.ts";
import { createKey } from "./createKey.ts";
import { forgetChanges } from "./forgetChanges.ts";
import { recordKeyUse } from "./recordKeyUse.ts";
import { revokeKey } from "./revokeKey.ts";

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
