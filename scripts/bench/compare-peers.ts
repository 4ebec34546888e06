/** Roster beside its peers. */
import type { Case } from "./cases.ts";
import { createAnswerModel } from "./directory-model.ts";
import { type Entrant, enter } from "./entrants.ts";
import { halfLoadCaseIds, type Latency, measureAtHalf } from "./half-load.ts";
import { describeMachine, loadBefore } from "./machine.ts";
import type { BenchOptions } from "./options.ts";
import type { BenchResult } from "./page.ts";
import type { Placement } from "./processors.ts";
import { bareRoster, roster } from "./roster-subject.ts";
import { makeSlowDisk, type SlowDisk } from "./slow-disk.ts";
import { loadCount, measureInStarts, type StartsOptions } from "./starts.ts";
import { createSteps } from "./steps.ts";

/** Where and how a run takes place. */
export interface Site {
  /** For databases and other files that end with the run. */
  readonly directory: string;
  readonly placement: Placement | undefined;
  readonly onProgress: (text: string) => void;
  readonly onSkip: (title: string, reason: string) => void;
}

const rosters = [roster, bareRoster];

/** What every load of a run is made with. */
export const startsOptions = (
  options: BenchOptions,
  { directory, placement, onProgress }: Site,
  slowDisk?: SlowDisk,
): Omit<StartsOptions, "onLoad"> => ({
  rounds: options.rounds,
  starts: options.starts,
  warmUp: options.warmUp,
  seconds: options.seconds,
  users: options.users,
  slowDisk,
  core: placement?.loadCore,
  subjectCore: placement?.subjectCore,
  directory,
  model: createAnswerModel(options.users),
  onProgress,
});

const measureAll = async (
  cases: readonly Case[],
  entrants: readonly Entrant[],
  options: Omit<StartsOptions, "onLoad">,
): Promise<Pick<BenchResult, "cases" | "latencies" | "lives">> => {
  const halved = cases.filter(({ id }) => halfLoadCaseIds.includes(id));
  const halfCount = loadCount(halved, entrants, { rounds: 1, starts: 1, warmUp: false });
  const onLoad = createSteps(loadCount(cases, entrants, options) + halfCount);
  const latencies: Latency[] = [];
  const measured = await measureInStarts(cases, entrants, { ...options, onLoad }, async (participants, results) => {
    for (const result of results.filter((each) => halved.includes(each.measured))) {
      latencies.push(...(await measureAtHalf(result, participants, { ...options, onLoad })));
    }
  });
  return { ...measured, latencies };
};

/** Measures all cases on all subjects that this machine can run. */
export const comparePeers = async (options: BenchOptions, site: Site): Promise<BenchResult> => {
  const { rounds, seconds, users, starts } = options;
  const notes = [
    `Rounds for each case and subject: ${rounds}, of ${seconds} s, in ${Math.min(rounds, starts)} starts; users: ${users.toLocaleString("en")}`,
    `The machine's load average before: ${loadBefore().toFixed(1)}`,
  ];
  const onSkip = (title: string, reason: string): void => {
    notes.push(`Left out: ${title}: ${reason}`);
    site.onSkip(title, reason);
  };
  if (site.placement === undefined) notes.push("Nothing was pinned to a core");
  const needsSlowDisk = options.cases.some(({ onSlowDisk }) => onSlowDisk);
  const slowDisk = needsSlowDisk ? await makeSlowDisk(site.directory, onSkip) : undefined;
  const cases = options.cases.filter(({ onSlowDisk }) => !onSlowDisk || slowDisk !== undefined);
  const environment = slowDisk?.environment ?? {};
  const entrants = await enter([...rosters, ...options.peers], { ...options, ...site, environment, onSkip });
  const subjects = entrants.map(({ subject }) => subject);
  const machine = await describeMachine(site.directory, new Set(subjects.map(({ packages }) => packages)));
  const measured = await measureAll(cases, entrants, startsOptions(options, site, slowDisk));
  return { subjects, rosters, machine, notes, ...measured };
};
