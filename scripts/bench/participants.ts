/** Starts what takes part in a run, each with a database of its own that has the same rows. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type RunningSubject, startSubject } from "./running.ts";
import { installPackages, type PeerPackages } from "./setup.ts";
import type { Subject, Workspace } from "./subject.ts";
import { makeTemplate, type Template } from "./template.ts";

/** A subject that takes part in this run. */
export interface Participant {
  readonly subject: Subject;
  readonly running: RunningSubject;
  /** From a start to the first answer, for each time that it was started. */
  readonly startMilliseconds: readonly number[];
  readonly restMebibytes: number;
}

export interface StartOptions {
  readonly directory: string;
  readonly users: number;
  /** How often each is started. */
  readonly starts: number;
  readonly core: number | undefined;
  /** Of every subject, beside its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onProgress: (text: string) => void;
  /** Told of each one that cannot take part, and why. */
  readonly onSkip: (title: string, reason: string) => void;
}

export interface Participants extends AsyncDisposable {
  readonly all: readonly Participant[];
}

// What a start leaves to be done is done, and nothing else was asked for.
const restMilliseconds = 2_000;

/** The reason why a subject cannot take part; each set of packages is looked at once. */
const createObstacles = (onProgress: (text: string) => void) => {
  const known = new Map<PeerPackages, Promise<string | undefined>>();
  return async ({ packages }: Subject): Promise<string | undefined> => {
    if (packages === undefined) return undefined;
    const obstacle = known.get(packages) ?? installPackages(packages, onProgress);
    known.set(packages, obstacle);
    return obstacle;
  };
};

/** A template for each version of Roster that somebody's database comes from. */
const createTemplates = (directory: string, users: number) => {
  const known = new Map<string, Promise<Template>>();
  return (checkout: string): Promise<Template> => {
    const filename = join(directory, `template-${known.size}.db`);
    const template = known.get(checkout) ?? makeTemplate(checkout, filename, users);
    known.set(checkout, template);
    return template;
  };
};

const startOften = async (
  subject: Subject,
  workspace: Workspace,
  { starts, core, environment }: StartOptions,
): Promise<Pick<Participant, "running" | "startMilliseconds">> => {
  const startMilliseconds: number[] = [];
  for (;;) {
    const launch = subject.launch(workspace);
    const running = await startSubject({ ...launch, environment: { ...launch.environment, ...environment } }, core);
    startMilliseconds.push(running.startMilliseconds);
    if (startMilliseconds.length >= starts) return { running, startMilliseconds };
    await running[Symbol.asyncDispose]();
  }
};

/** Starts every subject that can run here. */
export const startParticipants = async (subjects: readonly Subject[], options: StartOptions): Promise<Participants> => {
  const { directory, users, onProgress, onSkip } = options;
  await using stack = new AsyncDisposableStack();
  const obstacleOf = createObstacles(onProgress);
  const templateOf = createTemplates(directory, users);
  const started: Omit<Participant, "restMebibytes">[] = [];
  for (const subject of subjects) {
    const obstacle = await obstacleOf(subject);
    if (obstacle !== undefined) {
      onSkip(subject.title, obstacle);
      continue;
    }
    onProgress(`starting ${subject.title}`);
    const { filename, key, sealingKey } = await templateOf(subject.checkout);
    const databaseFile = join(directory, `${subject.id}.db`);
    copyFileSync(filename, databaseFile);
    const { running, startMilliseconds } = await startOften(subject, { databaseFile, key, sealingKey }, options);
    stack.use(running);
    started.push({ subject, running, startMilliseconds });
  }
  await delay(restMilliseconds);
  const all = started.map((each) => ({ ...each, restMebibytes: each.running.memoryMebibytes().now }));
  const running = stack.move();
  return { all, [Symbol.asyncDispose]: () => running.disposeAsync() };
};
