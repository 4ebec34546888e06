/** Starts what takes part in a run. */
import { setTimeout as delay } from "node:timers/promises";
import type { Entrant } from "./entrants.ts";
import { type RunningSubject, startSubject } from "./running.ts";
import type { Subject } from "./subject.ts";

/** A subject that runs. */
export interface Participant {
  readonly subject: Subject;
  readonly running: RunningSubject;
  /** Before any load. */
  readonly restMebibytes: number;
}

export interface Participants extends AsyncDisposable {
  readonly all: readonly Participant[];
}

/** What a subject was like between a start and the end of its loads. */
export interface Life {
  readonly subject: Subject;
  /** To the first answer. */
  readonly startMilliseconds: number;
  readonly restMebibytes: number;
  /** At any moment. */
  readonly peakMebibytes: number;
}

// What a start leaves to be done is done, and nothing else was asked for.
const restMilliseconds = 2_000;

/** What is known of a participant so far. */
export const lifeOf = ({ subject, running, restMebibytes }: Participant): Life => ({
  subject,
  startMilliseconds: running.startMilliseconds,
  restMebibytes,
  peakMebibytes: running.memoryMebibytes().peak,
});

/** Starts all who take part on a core. */
export const startParticipants = async (
  entrants: readonly Entrant[],
  core: number | undefined,
  onProgress: (text: string) => void,
): Promise<Participants> => {
  await using stack = new AsyncDisposableStack();
  const started: Omit<Participant, "restMebibytes">[] = [];
  for (const { subject, launch } of entrants) {
    onProgress(`starting ${subject.title}`);
    started.push({ subject, running: stack.use(await startSubject(launch, core)) });
  }
  await delay(restMilliseconds);
  const all = started.map((each) => ({ ...each, restMebibytes: each.running.memoryMebibytes().now }));
  const running = stack.move();
  return { all, [Symbol.asyncDispose]: () => running.disposeAsync() };
};
