/** Whether requests can be taken, and what fails when they cannot. */

/** What one check said. */
export interface CheckResult {
  readonly name: string;
  readonly status: "passing" | "failing";
}

export interface ReadinessState {
  readonly checks: readonly CheckResult[];
  /** What does not work, in words that may be shown; none: ready. */
  readonly failures: readonly string[];
}

/**
 * Tells the state of this moment; never throws, and answers within a second or so, whatever hangs. Those who ask while
 * others wait share one answer, so that asking often costs nothing.
 */
export type Readiness = () => Promise<ReadinessState>;

/** A question that throws when its part does not work. */
export interface Check {
  readonly name: string;
  /** What does not work, in words that may be shown. */
  readonly failure: string;
  readonly run: () => Promise<void>;
}

const checkTimeoutMilliseconds = 1_000;

/** Whoever asks while an answer is owed is given the same one. */
const shared = <Result>(ask: () => Promise<Result>): (() => Promise<Result>) => {
  let owed: Promise<Result> | undefined;
  return () => {
    owed ??= ask().finally(() => {
      owed = undefined;
    });
    return owed;
  };
};

/** A check that hangs fails each time, and is not asked anew before it has answered. */
const bounded = ({ run }: Check): (() => Promise<boolean>) => {
  const ask = shared(async () => {
    try {
      await run();
      return true;
    } catch {
      return false;
    }
  });
  return async () => {
    const timeout = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => timeout.resolve(false), checkTimeoutMilliseconds);
    return await Promise.race([ask(), timeout.promise]).finally(() => clearTimeout(timer));
  };
};

/** Makes the function. The first of the checks that it names is of the process itself, which fails while `isStopping`. */
export const createReadiness = (checks: readonly Check[], isStopping: () => boolean): Readiness => {
  const questions = checks.map(bounded);
  const askAll = shared(() => Promise.all(questions.map((ask) => ask())));
  return async () => {
    const passed = await askAll();
    const results = [
      { name: "process", failure: "The process is about to stop.", passes: !isStopping() },
      ...checks.map(({ name, failure }, index) => ({ name, failure, passes: passed[index] === true })),
    ];
    return {
      checks: results.map(({ name, passes }) => ({ name, status: passes ? "passing" : "failing" })),
      failures: results.flatMap(({ failure, passes }) => (passes ? [] : [failure])),
    };
  };
};
