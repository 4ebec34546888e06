/** What a test needs of the machine that it runs on. */
import { findProgram } from "./program.ts";

/**
 * Whether a test must be skipped because a program is not installed. Where `CI` is set, nothing is skipped for that: the
 * test runs, and fails.
 */
export const isMissing = (program: string): boolean =>
  (process.env.CI ?? "") === "" && findProgram(program) === undefined;
