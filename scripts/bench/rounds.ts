/** Rounds of loads: all subjects in turn, so that what else the machine does for a while falls on all of them. */
import type { Case } from "./cases.ts";
import { type LoadOptions, type LoadResult, load } from "./load.ts";
import type { Participant } from "./participants.ts";
import type { SlowDisk } from "./slow-disk.ts";

/** What came of one case: a result a round for each subject that can answer it, by its id. */
export interface CaseResult {
  readonly measured: Case;
  readonly results: ReadonlyMap<string, readonly LoadResult[]>;
}

export interface RoundOptions extends LoadOptions {
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

const takesPart = ({ subject }: Participant, { id }: Case): boolean => subject.caseIds?.includes(id) ?? true;

/** How many loads a case takes. */
export const loadCount = (
  measured: Case,
  participants: readonly Participant[],
  { rounds, warmUp }: Pick<RoundOptions, "rounds" | "warmUp">,
): number =>
  participants.filter((participant) => takesPart(participant, measured)).length * (rounds + (warmUp ? 1 : 0));

/** Measures one case; in each round another subject begins, and the paths begin elsewhere. */
export const measureCase = async (
  measured: Case,
  participants: readonly Participant[],
  { rounds, warmUp, users, slowDisk, onLoad, ...options }: RoundOptions,
): Promise<CaseResult> => {
  const taking = participants.filter((participant) => takesPart(participant, measured));
  const results = new Map<string, LoadResult[]>(taking.map(({ subject }) => [subject.id, []]));
  const disk = measured.onSlowDisk ? slowDisk : undefined;
  const allPaths = measured.pathsOf?.(users);
  for (let round = warmUp ? 0 : 1; round <= rounds; round += 1) {
    const paths = allPaths && rotated(allPaths, Math.floor((round * allPaths.length) / (rounds + 1)));
    for (const { subject, running } of rotated(taking, round)) {
      onLoad(`${measured.title}, ${round === 0 ? "to warm up" : `round ${round} of ${rounds}`}: ${subject.title}`);
      disk?.slowDown();
      const result = await load(running, measured, paths, options);
      disk?.speedUp();
      if (round > 0) results.get(subject.id)?.push(result);
    }
  }
  return { measured, results };
};
