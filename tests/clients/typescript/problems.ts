import type { components } from "./roster.ts";

export type Problem = components["schemas"]["Problem"];

/** A problem that nobody in the place it happened knows how to handle. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.detail ?? problem.title} (request ${problem.requestId})`);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** What is wrong with each field of a form: the body's fields by their names. */
export const messagesOf = ({ errors = [] }: Problem): Readonly<Record<string, string>> =>
  Object.fromEntries(
    errors.map(({ pointer, parameter, header, message }) => [pointer?.slice(1) ?? parameter ?? header ?? "", message]),
  );
