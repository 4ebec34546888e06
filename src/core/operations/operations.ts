/** The operations that the core has handlers for, by the operationId that a contract declares them with. */
import { listChanges } from "./changes/listChanges.ts";
import { streamChanges } from "./changes/streamChanges.ts";
import {
  getContract,
  getContract30,
  getContractYaml,
  getDocumentation,
  getDocumentationScript,
} from "./documentation/handlers.ts";
import { getLiveness, getMetrics, getReadiness } from "./health/handlers.ts";

export const coreOperations = {
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
};
