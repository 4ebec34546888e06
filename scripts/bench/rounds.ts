/** Rounds of loads: all subjects in turn, so that what else the machine does for a while falls on all of them. */
import type { Case } from "./cases.ts";
import { type LoadOptions, type LoadResult, load } from "./load.ts";
import type { Participant } from "./participants.ts";
import type { SlowDisk } from "./slow-disk.ts";
import type { Subject } from "./subject.ts";

/** What came of one case: a result a round for each subject that can answer it, by its id. */
export interface CaseResult {
  readonly measured: Case;
  readonly results: ReadonlyMap<string, readonly LoadResult[]>;
}

export interface RoundOptions extends LoadOptions {
  /** How many there are in all. */
  readonly rounds: number;
  /** Whether a load comes before that counts for nothing. */
  readonly warmUp: boolean;
  readonly users: number;
  /** For the cases that are measured on one. */
  readonly slowDisk: SlowDisk | undefined;
  /** Told before each load. */
  readonly onLoad: (text: string) => void;
}

/** The same items in the same order, beginning with another one. */
export const rotated = <Item>(items: readonly Item[], by: number): readonly Item[] => {
  const at = by % Math.max(1, items.length);
  return [...items.slice(at), ...items.slice(0, at)];
};

/** Whether a subject can answer a case. */
export const takesPart = ({ caseIds }: Subject, { id }: Case): boolean => caseIds?.includes(id) ?? true;

/** The rounds of two measurements of the same case, together. */
export const joined = (one: CaseResult, other: CaseResult): CaseResult => ({
  measured: one.measured,
  results: new Map([...one.results].map(([id, results]) => [id, [...results, ...(other.results.get(id) ?? [])]])),
});

/** Measures one case in some of the rounds, by their numbers; in each another subject begins, and the paths begin elsewhere. */
export const measureCase = async (
  measured: Case,
  participants: readonly Participant[],
  numbers: readonly number[],
  { rounds, warmUp, users, slowDisk, onLoad, ...options }: RoundOptions,
): Promise<CaseResult> => {
  const taking = participants.filter(({ subject }) => takesPart(subject, measured));
  const results = new Map<string, LoadResult[]>(taking.map(({ subject }) => [subject.id, []]));
  const disk = measured.onSlowDisk ? slowDisk : undefined;
  const allPaths = measured.pathsOf?.(users);
  for (const round of warmUp ? [0, ...numbers] : numbers) {
    const paths = allPaths && rotated(allPaths, Math.floor((round * allPaths.length) / (rounds + 1)));
    for (const { subject, running } of rotated(taking, round)) {
      onLoad(`${measured.title}, ${round === 0 ? "to warm up" : `round ${round} of ${rounds}`}: ${subject.title}`);
      disk?.slowDown();
      const seconds = round === 0 ? Math.max(options.seconds, measured.warmUpSeconds ?? 0) : options.seconds;
      const result = await load(running, measured, paths, { ...options, seconds });
      disk?.speedUp();
      if (round > 0) results.get(subject.id)?.push(result);
    }
  }
  return { measured, results };
};
