import { createProblemFactory } from "#core";
import { problemTypes } from "../../generated/contract.ts";

/** A failure of one of the types that the contract lists. */
export const problem = createProblemFactory(problemTypes, "urn:problem-type:roster:");
