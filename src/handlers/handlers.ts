/** The handler of each operation. The types hold this to the contract: nothing is missing and nothing too much. */
import {
  getContract,
  getContract30,
  getContractYaml,
  getDocumentation,
  getDocumentationScript,
  getLiveness,
  getMetrics,
  getReadiness,
  listChanges,
  streamChanges,
} from "#core";
import { deleteContact } from "./contacts/deleteContact.ts";
import { findContacts } from "./contacts/findContacts.ts";
import { getContact } from "./contacts/getContact.ts";
import { putContact } from "./contacts/putContact.ts";
import { deleteDatum } from "./data/deleteDatum.ts";
import { getData } from "./data/getData.ts";
import { getDatum } from "./data/getDatum.ts";
import { putDatum } from "./data/putDatum.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Handlers } from "./handler.ts";
import { createUser } from "./users/createUser.ts";
import { deleteUser } from "./users/deleteUser.ts";
import { getUser } from "./users/getUser.ts";
import { listUsers } from "./users/listUsers.ts";
import { updateUser } from "./users/updateUser.ts";

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
  listChanges,
  streamChanges,
  getLiveness,
  getReadiness,
  getMetrics,
  getContract,
  getContractYaml,
  getContract30,
  getHome: getDocumentation,
  getDocumentation,
  getDocumentationScript,
} satisfies Handlers<Dependencies>;
