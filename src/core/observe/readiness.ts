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

/** Told of each check that begins to fail, with the reason, and of each that passes again. */
export type OnReadinessChange = (name: string, failure: Error | undefined) => void;

/** A check that hangs fails each time, and is not asked anew before it has answered. Resolves to why it fails, if it does. */
const bounded = ({ run }: Check): (() => Promise<Error | undefined>) => {
  const ask = shared(async () => {
    try {
      await run();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  });
  return async () => {
    const timeout = Promise.withResolvers<Error>();
    const late = () => timeout.resolve(new Error(`There was no answer within ${checkTimeoutMilliseconds} ms`));
    const timer = setTimeout(late, checkTimeoutMilliseconds);
    return await Promise.race([ask(), timeout.promise]).finally(() => clearTimeout(timer));
  };
};

/** Calls back when a check fails that passed before, or the other way round. At first, all pass. */
const createChangeReport = (onChange: OnReadinessChange) => {
  const failing = new Set<string>();
  return (name: string, failure: Error | undefined): void => {
    if ((failure !== undefined) === failing.has(name)) return;
    if (failure === undefined) failing.delete(name);
    else failing.add(name);
    onChange(name, failure);
  };
};

/** Makes the function. The first of the checks that it names is of the process itself, which fails while `isStopping`. */
export const createReadiness = (
  checks: readonly Check[],
  isStopping: () => boolean,
  onChange: OnReadinessChange = () => {},
): Readiness => {
  const questions = checks.map((check) => ({ name: check.name, ask: bounded(check) }));
  const report = createChangeReport(onChange);
  const askAll = shared(() =>
    Promise.all(
      questions.map(async ({ name, ask }) => {
        const failure = await ask();
        report(name, failure);
        return failure === undefined;
      }),
    ),
  );
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
