/**
 * Rounds in several starts. A process is faster or slower than the next one of the same program, by what the compiler found
 * out and where its memory came to lie: by up to 15 %, for as long as it runs.
 */
import type { Case } from "./cases.ts";
import type { Entrant } from "./entrants.ts";
import { type Life, lifeOf, type Participant, startParticipants } from "./participants.ts";
import { type CaseResult, joined, measureCase, type RoundOptions, rotated, takesPart } from "./rounds.ts";

export interface StartsOptions extends RoundOptions {
  /** How often each subject is started. */
  readonly starts: number;
  /** Where they run. */
  readonly subjectCore: number | undefined;
  readonly onProgress: (text: string) => void;
}

/** The numbers of all rounds, from 1, shared out among the starts as evenly as can be; no start is without one. */
export const sharesOf = ({ rounds, starts }: Pick<StartsOptions, "rounds" | "starts">): readonly number[][] => {
  const count = Math.min(rounds, starts);
  const numbers = Array.from({ length: rounds }, (_, index) => index + 1);
  const end = (share: number): number => Math.floor((share * rounds) / count);
  return Array.from({ length: count }, (_, share) => numbers.slice(end(share), end(share + 1)));
};

/** How many loads some cases take. */
export const loadCount = (
  cases: readonly Case[],
  entrants: readonly Entrant[],
  options: Pick<StartsOptions, "rounds" | "starts" | "warmUp">,
): number => {
  const each = options.rounds + (options.warmUp ? sharesOf(options).length : 0);
  const takingPart = cases.map((one) => entrants.filter(({ subject }) => takesPart(subject, one)).length);
  return takingPart.reduce((sum, count) => sum + count * each, 0);
};

/**
 * Measures cases on all who take part, started anew for each share of the rounds. `beforeEnd` is for what else is to be
 * measured on those that were started last.
 */
export const measureInStarts = async (
  cases: readonly Case[],
  entrants: readonly Entrant[],
  options: StartsOptions,
  beforeEnd: (participants: readonly Participant[], results: readonly CaseResult[]) => Promise<void> = async () => {},
): Promise<{ readonly cases: readonly CaseResult[]; readonly lives: readonly Life[] }> => {
  const lives: Life[] = [];
  const results = new Map<Case, CaseResult>();
  const shares = cases.length === 0 ? [] : sharesOf(options);
  for (const [start, numbers] of shares.entries()) {
    // Who is started first finds the machine colder than who comes after.
    await using participants = await startParticipants(
      rotated(entrants, start),
      options.subjectCore,
      options.onProgress,
    );
    const { all } = participants;
    for (const each of cases) {
      const result = await measureCase(each, all, numbers, options);
      const earlier = results.get(each);
      results.set(each, earlier === undefined ? result : joined(earlier, result));
    }
    if (numbers === shares.at(-1)) await beforeEnd(all, [...results.values()]);
    lives.push(...all.map(lifeOf));
  }
  return { cases: [...results.values()], lives };
};
