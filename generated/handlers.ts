// Made by `npm run generate` from openapi.yaml and src/handlers; do not edit.

import { coreOperations } from "#core";
import type { Dependencies } from "../src/handlers/dependencies.ts";
import type { Handlers } from "../src/handlers/handler.ts";
import { deleteContact } from "../src/handlers/contacts/deleteContact.ts";
import { findContacts } from "../src/handlers/contacts/findContacts.ts";
import { getContact } from "../src/handlers/contacts/getContact.ts";
import { putContact } from "../src/handlers/contacts/putContact.ts";
import { deleteDatum } from "../src/handlers/data/deleteDatum.ts";
import { getData } from "../src/handlers/data/getData.ts";
import { getDatum } from "../src/handlers/data/getDatum.ts";
import { putDatum } from "../src/handlers/data/putDatum.ts";
import { createGroup } from "../src/handlers/groups/createGroup.ts";
import { deleteGroup } from "../src/handlers/groups/deleteGroup.ts";
import { deleteMember } from "../src/handlers/groups/deleteMember.ts";
import { getGroup } from "../src/handlers/groups/getGroup.ts";
import { listGroups } from "../src/handlers/groups/listGroups.ts";
import { listMembers } from "../src/handlers/groups/listMembers.ts";
import { listUserGroups } from "../src/handlers/groups/listUserGroups.ts";
import { putMember } from "../src/handlers/groups/putMember.ts";
import { updateGroup } from "../src/handlers/groups/updateGroup.ts";
import { createUser } from "../src/handlers/users/createUser.ts";
import { deleteUser } from "../src/handlers/users/deleteUser.ts";
import { getUser } from "../src/handlers/users/getUser.ts";
import { listUsers } from "../src/handlers/users/listUsers.ts";
import { updateUser } from "../src/handlers/users/updateUser.ts";

/** The handler of each operation. The types hold this to the contract: nothing is missing and nothing too much. */
export const handlers = {
  getData,
  getDatum,
  putDatum,
  deleteDatum,
  listUsers,
  createUser,
  getUser,
  updateUser,
  deleteUser,
  getContact,
  putContact,
  deleteContact,
  findContacts,
  listUserGroups,
  listGroups,
  createGroup,
  getGroup,
  updateGroup,
  deleteGroup,
  listMembers,
  putMember,
  deleteMember,
  listChanges: coreOperations.listChanges,
  streamChanges: coreOperations.streamChanges,
  getLiveness: coreOperations.getLiveness,
  getReadiness: coreOperations.getReadiness,
  getMetrics: coreOperations.getMetrics,
  getContract: coreOperations.getContract,
  getContractYaml: coreOperations.getContractYaml,
  getContract30: coreOperations.getContract30,
  getHome: coreOperations.getHome,
  getDocumentation: coreOperations.getDocumentation,
  getDocumentationScript: coreOperations.getDocumentationScript,
} satisfies Handlers<Dependencies>;
