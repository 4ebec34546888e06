/** Roster beside its peers. */
import { createAnswerModel } from "./directory-model.ts";
import { halfLoadCaseIds, type Latency, measureAtHalf } from "./half-load.ts";
import { describeMachine, loadBefore } from "./machine.ts";
import type { BenchOptions } from "./options.ts";
import type { BenchResult } from "./page.ts";
import { type Participants, startParticipants } from "./participants.ts";
import type { Placement } from "./processors.ts";
import { bareRoster, roster } from "./roster-subject.ts";
import { type CaseResult, loadCount, measureCase, type RoundOptions } from "./rounds.ts";
import { makeSlowDisk, type SlowDisk } from "./slow-disk.ts";
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
export const roundOptions = (
  options: BenchOptions,
  { directory, placement }: Site,
  slowDisk?: SlowDisk,
): Omit<RoundOptions, "onLoad"> => ({
  rounds: options.rounds,
  warmUp: options.warmUp,
  seconds: options.seconds,
  users: options.users,
  slowDisk,
  core: placement?.loadCore,
  directory,
  model: createAnswerModel(options.users),
});

const measureAll = async (
  options: BenchOptions,
  { all }: Participants,
  loadOptions: Omit<RoundOptions, "onLoad">,
): Promise<Pick<BenchResult, "cases" | "latencies">> => {
  const halved = options.cases.filter(({ id }) => halfLoadCaseIds.includes(id));
  const counts = options.cases.map((each) => loadCount(each, all, options));
  const halfCounts = halved.map((each) => loadCount(each, all, { rounds: 1, warmUp: false }));
  const onLoad = createSteps([...counts, ...halfCounts].reduce((sum, count) => sum + count, 0));
  const cases: CaseResult[] = [];
  for (const each of options.cases) cases.push(await measureCase(each, all, { ...loadOptions, onLoad }));
  const latencies: Latency[] = [];
  for (const result of cases.filter(({ measured }) => halved.includes(measured))) {
    latencies.push(...(await measureAtHalf(result, all, { ...loadOptions, onLoad })));
  }
  return { cases, latencies };
};

/** Measures all cases on all subjects that this machine can run. `onResult` is told while they still run. */
export const comparePeers = async (
  options: BenchOptions,
  site: Site,
  onResult: (result: BenchResult) => void,
): Promise<void> => {
  const { rounds, seconds, users, starts } = options;
  const notes = [
    `Rounds for each case and subject: ${rounds}, of ${seconds} s; users: ${users.toLocaleString("en")}; starts: ${starts}`,
    `The machine's load average before: ${loadBefore().toFixed(1)}`,
  ];
  const onSkip = (title: string, reason: string): void => {
    notes.push(`Left out: ${title}: ${reason}`);
    site.onSkip(title, reason);
  };
  if (site.placement === undefined) notes.push("Nothing was pinned to a core");
  const core = site.placement?.subjectCore;
  const needsSlowDisk = options.cases.some(({ onSlowDisk }) => onSlowDisk);
  const slowDisk = needsSlowDisk ? await makeSlowDisk(site.directory, onSkip) : undefined;
  const cases = options.cases.filter(({ onSlowDisk }) => !onSlowDisk || slowDisk !== undefined);
  await using participants = await startParticipants([...rosters, ...options.peers], {
    ...options,
    ...site,
    core,
    environment: slowDisk?.environment ?? {},
    onSkip,
  });
  const packages = new Set(participants.all.map(({ subject }) => subject.packages));
  const machine = await describeMachine(site.directory, packages);
  const measured = await measureAll({ ...options, cases }, participants, roundOptions(options, site, slowDisk));
  onResult({ participants: participants.all, rosters, machine, notes, ...measured });
};
