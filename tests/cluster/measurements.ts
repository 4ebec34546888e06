/** What happened to each request that was sent, and when. */

export type Kind = "read" | "write";

export interface Attempt {
  readonly kind: Kind;
  /** When it ended. */
  readonly at: number;
  /** What came of it: `201`, `503`, `ECONNRESET`, … */
  readonly outcome: string;
  readonly succeeded: boolean;
}

export interface Phase {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface PhaseResult {
  readonly phase: Phase;
  readonly requests: number;
  /** How many ended otherwise than wanted, by outcome. */
  readonly failures: ReadonlyMap<string, number>;
  readonly longestGapMilliseconds: Readonly<Record<Kind, number>>;
}

/** The longest time without a success of this kind, the ends of the phase included. */
const longestGap = (attempts: readonly Attempt[], kind: Kind, { start, end }: Phase): number => {
  const successes = attempts
    .filter((attempt) => attempt.kind === kind && attempt.succeeded)
    .map(({ at }) => at)
    .toSorted((left, right) => left - right);
  const marks = [start, ...successes, end];
  return marks.slice(1).reduce((longest, mark, index) => Math.max(longest, mark - (marks[index] ?? mark)), 0);
};

/** What a phase was like: an attempt belongs to the phase in which it ended. */
export const measurePhase = (all: readonly Attempt[], phase: Phase): PhaseResult => {
  const attempts = all.filter(({ at }) => at >= phase.start && at < phase.end);
  const failures = new Map<string, number>();
  for (const { outcome, succeeded } of attempts) {
    if (!succeeded) failures.set(outcome, (failures.get(outcome) ?? 0) + 1);
  }
  return {
    phase,
    requests: attempts.length,
    failures,
    longestGapMilliseconds: { read: longestGap(attempts, "read", phase), write: longestGap(attempts, "write", phase) },
  };
};
