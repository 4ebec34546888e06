/** Waiting for something that the cluster does by itself. */
import { setTimeout } from "node:timers/promises";
import { ClusterError } from "./cluster-error.ts";

const intervalMilliseconds = 50;

export interface Patience {
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * Asks until the answer is yes; a question that throws counts as no. Throws a ClusterError that says what did not come when
 * the time is up, and the signal's reason when it is aborted.
 */
export const waitFor = async (
  what: string,
  holds: () => Promise<boolean> | boolean,
  { seconds, signal }: Patience,
): Promise<void> => {
  const deadline = performance.now() + seconds * 1000;
  let failure: unknown;
  for (;;) {
    signal.throwIfAborted();
    try {
      failure = undefined;
      if (await holds()) return;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > deadline) {
      throw new ClusterError(`${what} did not come within ${seconds} s.`, { cause: failure });
    }
    await setTimeout(intervalMilliseconds, undefined, { signal });
  }
};

/** What a server on this machine answers with status 200, as JSON. Throws otherwise. */
export const fetchJson = async (address: string): Promise<unknown> => {
  const response = await fetch(address, { signal: AbortSignal.timeout(2_000), headers: { connection: "close" } });
  if (!response.ok) throw new ClusterError(`${address} answered ${response.status}.`);
  return await response.json();
};
