import { type BelievedClock, createBelievedClock } from "./believed-clock.ts";
import type { ChangeQueries } from "./queries/changes.ts";
import type { Writer } from "./writer/writer.ts";

const dayMilliseconds = 24 * 60 * 60 * 1000;
const intervalMilliseconds = 10 * 60 * 1000;
// Bounds how long another write waits for the one that forgets.
const forgottenAtOnce = 500;

/** What is needed to forget. */
export interface ForgettingOptions {
  readonly changes: Pick<ChangeQueries, "expired" | "newestTime">;
  readonly writer: Pick<Writer, "run">;
  readonly retentionDays: number;
  /** Told when it could not be done; the next time comes by itself. */
  readonly onFailure: (error: unknown) => void;
  /** Told when the clock differs by more than a day from the newest change, so that nothing expires for an hour. */
  readonly onDoubt: () => void;
}

/** Forgets every change that has been kept long enough, some at a time, each time in a commit of its own. */
const forget = async (
  { changes, writer, retentionDays }: ForgettingOptions,
  now: number,
  signal: AbortSignal,
): Promise<void> => {
  const request = {
    before: new Date(now - retentionDays * dayMilliseconds).toISOString(),
    now: new Date(now).toISOString(),
    limit: forgottenAtOnce,
  };
  while (!signal.aborted) {
    const expired = await changes.expired(request);
    if (expired === undefined) return;
    await writer.run("forgetChanges", expired, { actor: "roster" });
  }
};

/**
 * Forgets old changes now and every ten minutes, until it is disposed of: it then ends between two deletions. A clock that is far from
 * the newest change is not believed at once: started with a wrong one, Roster would forget all that is older.
 */
export const startForgetting = (options: ForgettingOptions): AsyncDisposable => {
  const ending = new AbortController();
  let forgetting = Promise.resolve();
  let clock: BelievedClock | undefined;
  let isDoubted = false;
  const forgetNow = async (): Promise<void> => {
    clock ??= createBelievedClock(await options.changes.newestTime());
    const now = clock();
    if (now === undefined && !isDoubted) options.onDoubt();
    isDoubted = now === undefined;
    if (now !== undefined) await forget(options, now, ending.signal);
  };
  const begin = (): void => {
    forgetting = forgetting.then(forgetNow).catch(options.onFailure);
  };
  begin();
  const timer = setInterval(begin, intervalMilliseconds).unref();
  return {
    [Symbol.asyncDispose]: () => {
      clearInterval(timer);
      ending.abort();
      return forgetting;
    },
  };
};
