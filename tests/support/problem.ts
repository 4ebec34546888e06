/** What every failure looks like, whoever answers it. */
import { expect } from "vitest";
import { problemTypes } from "../../generated/contract.ts";
import type { InvalidField } from "../../src/core/contract/invalid-field.ts";

/** The name of a problem type. */
export type ProblemName = keyof typeof problemTypes;

/** The URI of a problem type. */
export const problemUri = (name: ProblemName): string => `urn:problem-type:roster:${name}`;

export interface Problem {
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: readonly InvalidField[];
  readonly checks?: unknown;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Expects a problem of this type, in exactly the shape that RFC 9457 and the contract give it, and returns the rest of it. */
export const expectProblem = (answer: Answer, type: ProblemName): Problem => {
  const { status, title } = problemTypes[type];
  expect(answer.headers.get("content-type"), answer.text).toMatch(/^application\/problem\+json(; charset=utf-8)?$/);
  const { detail, instance, errors, checks, ...rest } = JSON.parse(answer.text);
  const requestId = answer.headers.get("x-request-id");
  expect(rest).toEqual({ type: problemUri(type), title, status, requestId, error: title });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.text).not.toMatch(/ {4}at |node_modules|\.ts\b|sqlite/i);
  return { ...(detail !== undefined && { detail }), ...(instance !== undefined && { instance }), errors, checks };
};
