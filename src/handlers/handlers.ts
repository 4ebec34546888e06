/** The handler of each operation. The types hold this to the contract: nothing is missing and nothing too much. */
import { listChanges } from "../core/operations/changes/listChanges.ts";
import { streamChanges } from "../core/operations/changes/streamChanges.ts";
import { getContract } from "../core/operations/documentation/getContract.ts";
import { getContract30 } from "../core/operations/documentation/getContract30.ts";
import { getContractYaml } from "../core/operations/documentation/getContractYaml.ts";
import { getDocumentation } from "../core/operations/documentation/getDocumentation.ts";
import { getDocumentationScript } from "../core/operations/documentation/getDocumentationScript.ts";
import { getHome } from "../core/operations/documentation/getHome.ts";
import { getLiveness } from "../core/operations/health/getLiveness.ts";
import { getMetrics } from "../core/operations/health/getMetrics.ts";
import { getReadiness } from "../core/operations/health/getReadiness.ts";
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
  getHome,
  getDocumentation,
  getDocumentationScript,
} satisfies Handlers<Dependencies>;
