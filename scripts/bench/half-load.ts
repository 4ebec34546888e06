/** How long an answer takes at half of what a subject can do: at its peak, that would be a matter of how many wait. */
import { type LoadOptions, type LoadResult, load } from "./load.ts";
import type { Participant } from "./participants.ts";
import type { CaseResult } from "./rounds.ts";
import { spreadOf } from "./statistics.ts";
import type { Subject } from "./subject.ts";

export interface Latency extends LoadResult {
  readonly caseTitle: string;
  readonly subject: Subject;
}

// Many connections that pause before each request come close to a load that does not wait for the answers.
const connections = 128;
/** The cases that it is measured in. */
export const halfLoadCaseIds: readonly string[] = ["one", "create"];

/** Puts half of its peak on each subject that has one in this case. */
export const measureAtHalf = async (
  { measured, results }: CaseResult,
  participants: readonly Participant[],
  { onLoad, ...options }: LoadOptions & { readonly onLoad: (text: string) => void },
): Promise<readonly Latency[]> => {
  const latencies: Latency[] = [];
  for (const { subject, running } of participants) {
    const rates = results.get(subject.id)?.map(({ requestsPerSecond }) => requestsPerSecond);
    if (rates === undefined) continue;
    onLoad(`${measured.title}, at half of the peak: ${subject.title}`);
    const pauseMilliseconds = Math.max(1, Math.round((connections / (spreadOf(rates).median / 2)) * 1000));
    const result = await load(running, measured, undefined, { ...options, connections, pauseMilliseconds });
    latencies.push({ caseTitle: measured.title, subject, ...result });
  }
  return latencies;
};
