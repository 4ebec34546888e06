// Made by `npm run generate` from src/*/commands; do not edit.

import { createGroup } from "../src/directory/commands/createGroup.ts";
import { createGroupOnCondition } from "../src/directory/commands/createGroupOnCondition.ts";
import { createUser } from "../src/directory/commands/createUser.ts";
import { createUserOnCondition } from "../src/directory/commands/createUserOnCondition.ts";
import { deleteContact } from "../src/directory/commands/deleteContact.ts";
import { deleteDatum } from "../src/directory/commands/deleteDatum.ts";
import { deleteGroup } from "../src/directory/commands/deleteGroup.ts";
import { deleteMember } from "../src/directory/commands/deleteMember.ts";
import { deleteUser } from "../src/directory/commands/deleteUser.ts";
import { putContact } from "../src/directory/commands/putContact.ts";
import { putDatum } from "../src/directory/commands/putDatum.ts";
import { putMember } from "../src/directory/commands/putMember.ts";
import { resealContacts } from "../src/directory/commands/resealContacts.ts";
import { retireSealingKeys } from "../src/directory/commands/retireSealingKeys.ts";
import { updateGroup } from "../src/directory/commands/updateGroup.ts";
import { updateUser } from "../src/directory/commands/updateUser.ts";

/** Every write of the application, by its name. */
export const commands = {
  createGroup,
  createGroupOnCondition,
  createUser,
  createUserOnCondition,
  deleteContact,
  deleteDatum,
  deleteGroup,
  deleteMember,
  deleteUser,
  putContact,
  putDatum,
  putMember,
  resealContacts,
  retireSealingKeys,
  updateGroup,
  updateUser,
};

export type Commands = typeof commands;
