/** Failures that an operation answers with, by the registry of the contract (`x-problem-types`). RFC 9457. */
import { problemTypes } from "../../../generated/contract.ts";
import type { InvalidField } from "./invalid-field.ts";

export type ProblemType = keyof typeof problemTypes;

/** As the contract's `ReadinessCheck`. */
interface ReadinessCheck {
  readonly name: string;
  readonly status: "passing" | "failing";
}

/** A failure as a handler returns it. The door adds what it alone knows: the address and the id of the request. */
export interface ProblemReply<Type extends ProblemType = ProblemType> {
  readonly status: (typeof problemTypes)[Type]["status"];
  readonly problem: {
    readonly type: Type;
    /** For people; never anything internal. */
    readonly detail?: string;
    readonly errors?: readonly InvalidField[];
    readonly checks?: readonly ReadinessCheck[];
  };
}

/** The problem types that share a status. */
export type ProblemTypeOf<Status> = {
  [Type in ProblemType]: (typeof problemTypes)[Type]["status"] extends Status ? Type : never;
}[ProblemType];

/** A failure of this type, with the status that the registry gives it. */
export const problem = <Type extends ProblemType>(type: Type, detail?: string): ProblemReply<Type> => ({
  status: problemTypes[type].status,
  problem: { type, ...(detail !== undefined && { detail }) },
});

/** The 400 that names every invalid field. */
export const invalidRequest = (errors: readonly InvalidField[]): ProblemReply<"invalid-request"> => ({
  status: problemTypes["invalid-request"].status,
  problem: {
    type: "invalid-request",
    detail: errors.length === 1 ? "1 field is invalid." : `${errors.length} fields are invalid.`,
    errors,
  },
});

/** The 503 that names every check of readiness. */
export const notReady = (detail: string, checks: readonly ReadinessCheck[]): ProblemReply<"unavailable"> => ({
  status: problemTypes.unavailable.status,
  problem: { type: "unavailable", detail, checks },
});

/** The 404 for something that the address names and that does not exist. */
export const notFound = (noun: string, name: string | number): ProblemReply<"not-found"> =>
  problem("not-found", `There is no ${noun} ${name}.`);

/** The 412 to a request whose conditions the resource does not fit. */
export const preconditionFailed = (): ProblemReply<"precondition-failed"> =>
  problem("precondition-failed", "The resource does not fit If-Match or If-None-Match. Nothing was changed.");

/** The URI that stands for a problem type in an answer. `docs/problems.md` lists them all. */
export const problemUri = (type: ProblemType): string => `urn:problem-type:roster:${type}`;

export const titleOf = (type: ProblemType): string => problemTypes[type].title;
