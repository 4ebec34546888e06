/** Whether requests can be taken. */

export type ReadinessState = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Tells the state of this moment; never throws. */
export type Readiness = () => Promise<ReadinessState>;

/** A question that throws when its part does not work. */
export interface Check {
  /** What does not work, in words that may be shown. */
  readonly failure: string;
  readonly run: () => Promise<void>;
}

const checkTimeoutMilliseconds = 2_000;

const holds = async ({ run }: Check): Promise<boolean> => {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(false), checkTimeoutMilliseconds);
  const outcome = run().then(
    () => true,
    () => false,
  );
  return Promise.race([outcome, timeout.promise]).finally(() => clearTimeout(timer));
};

/** Makes the function. While `isStopping`, nothing is asked and the answer is no. */
export const createReadiness =
  (checks: readonly Check[], isStopping: () => boolean): Readiness =>
  async () => {
    if (isStopping()) return { ready: false, reason: "The process is about to stop." };
    const results = await Promise.all(checks.map(holds));
    const failures = checks.filter((_, index) => !results[index]).map(({ failure }) => failure);
    return failures.length === 0 ? { ready: true } : { ready: false, reason: failures.join(" ") };
  };
