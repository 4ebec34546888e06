/** The judgement on two versions of Roster that were measured in the same rounds. */
import type { LoadResult } from "./load.ts";
import type { CaseResult } from "./rounds.ts";
import { ratiosOf, type Spread } from "./statistics.ts";

/** A median may be worse by as much. */
export const tolerated = 1.1;

/** What a request costs, in one way of measuring it. */
export interface Measure {
  readonly title: string;
  /** More is worse; undefined where it was not measured. */
  readonly costOf: (result: LoadResult) => number | undefined;
}

/** From the least steady to the steadiest. */
export const measures: readonly Measure[] = [
  { title: "time", costOf: ({ requestsPerSecond }) => 1 / requestsPerSecond },
  { title: "processor time", costOf: ({ processorMicroseconds }) => processorMicroseconds },
  { title: "bytes allocated", costOf: ({ allocatedBytes }) => allocatedBytes },
];

/** How many times as much a request of one case costs as before. */
export interface Comparison {
  readonly caseTitle: string;
  readonly measure: string;
  readonly ratio: Spread;
}

const costsOf = (results: readonly LoadResult[], { costOf }: Measure): readonly number[] =>
  results.map(costOf).filter((cost) => cost !== undefined);

/** Compares the rounds of two subjects, by their ids, in each measure that both have. */
export const compareVersions = (
  { measured, results }: CaseResult,
  nowId: string,
  beforeId: string,
): readonly Comparison[] =>
  measures.flatMap((measure) => {
    const [now, before] = [nowId, beforeId].map((id) => costsOf(results.get(id) ?? [], measure));
    if (now === undefined || before === undefined || now.length === 0 || before.length === 0) return [];
    return [{ caseTitle: measured.title, measure: measure.title, ratio: ratiosOf(now, before) }];
  });

/** Those whose median is worse by more than is tolerated, or that tell nothing. */
export const worseOf = (comparisons: readonly Comparison[]): readonly Comparison[] =>
  comparisons.filter(({ ratio }) => !(ratio.median <= tolerated));
