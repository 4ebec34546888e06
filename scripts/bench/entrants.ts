/** Who can take part in a run, each with a database of its own that has the same rows. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Launch } from "./running.ts";
import { installPackages, type PeerPackages } from "./setup.ts";
import type { Subject } from "./subject.ts";
import { makeTemplate, type Template } from "./template.ts";

/** A subject that can be started here. */
export interface Entrant {
  readonly subject: Subject;
  readonly launch: Launch;
}

export interface EntryOptions {
  readonly directory: string;
  readonly users: number;
  /** Of every subject, beside its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onProgress: (text: string) => void;
  /** Told of each one that cannot take part, and why. */
  readonly onSkip: (title: string, reason: string) => void;
}

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

/** Prepares every subject that can run here. */
export const enter = async (
  subjects: readonly Subject[],
  { directory, users, environment, onProgress, onSkip }: EntryOptions,
): Promise<readonly Entrant[]> => {
  const obstacleOf = createObstacles(onProgress);
  const templateOf = createTemplates(directory, users);
  const entrants: Entrant[] = [];
  for (const subject of subjects) {
    const obstacle = await obstacleOf(subject);
    if (obstacle !== undefined) {
      onSkip(subject.title, obstacle);
      continue;
    }
    onProgress(`preparing ${subject.title}`);
    const { filename, key, sealingKey } = await templateOf(subject.checkout);
    const databaseFile = join(directory, `${subject.id}.db`);
    copyFileSync(filename, databaseFile);
    const launch = subject.launch({ databaseFile, key, sealingKey });
    entrants.push({ subject, launch: { ...launch, environment: { ...launch.environment, ...environment } } });
  }
  return entrants;
};
