/** Results of loads that nobody had to wait for. */
import { type Case, cases } from "../../scripts/bench/cases.ts";
import type { LoadResult } from "../../scripts/bench/load.ts";
import type { CaseResult } from "../../scripts/bench/rounds.ts";

/** A load with so many requests in a second. */
export const loadOf = (requestsPerSecond: number, more: Partial<LoadResult> = {}): LoadResult => ({
  requestsPerSecond,
  p50Microseconds: 500,
  p99Microseconds: 2_000,
  processorMicroseconds: 20,
  allocatedBytes: undefined,
  ...more,
});

const caseOf = (id: string): Case => {
  const found = cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
};

/** The rounds of one case, by subject. */
export const caseResult = (id: string, results: Readonly<Record<string, readonly LoadResult[]>>): CaseResult => ({
  measured: caseOf(id),
  results: new Map(Object.entries(results)),
});
