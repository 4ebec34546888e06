/**
 * npm run test:cluster [-- --keep]
 * Starts a whole cluster on this machine, puts load on it, takes its parts away in turn, and prints what that did to those
 * who call it. Exits with 1 when anything that was acknowledged is lost, or it did not recover by itself.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "./client.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { ClusterError } from "./cluster-error.ts";
import { readUsers } from "./database.ts";
import { findIdentity, giveTo } from "./identity.ts";
import { type Load, startLoad } from "./load.ts";
import { findLosses } from "./losses.ts";
import { measurePhase, type Phase } from "./measurements.ts";
import { phases } from "./phases.ts";
import { findPrograms } from "./programs.ts";
import { findFaults, formatRun, type Run } from "./report.ts";
import { createApiKey } from "./roster.ts";
import type { Site } from "./site.ts";

const usage = `Usage: npm run test:cluster [-- --keep]

  --keep   leave the logs and the data where they are, and say where
`;

const prefix = "Cluster";
const begin = performance.now();

const tell = (text: string): void => {
  const elapsed = ((performance.now() - begin) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${elapsed} s  ${text}\n`);
};

type TimedPhase = Phase & { readonly flawless: boolean };

interface Course {
  readonly phases: readonly TimedPhase[];
  readonly halt?: string;
}

/** One phase after the other, each told when it is over, until the cluster does not recover from one. */
const runPhases = async (cluster: Cluster, load: Load, signal: AbortSignal): Promise<Course> => {
  const done: TimedPhase[] = [];
  for (const { name, run, flawless } of phases) {
    tell(`${name} …`);
    const start = performance.now();
    let halt: string | undefined;
    try {
      await run({ cluster, load, signal });
    } catch (error) {
      if (signal.aborted || !(error instanceof ClusterError)) throw error;
      halt = `While ${name}: ${error.message}`;
    }
    const phase = { name, flawless, start, end: performance.now() };
    done.push(phase);
    const { requests, failures } = measurePhase(load.attempts, phase);
    const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
    tell(`${name}: ${requests} requests, ${failed} failed`);
    if (halt !== undefined) return { phases: done, halt };
  }
  return { phases: done };
};

const collect = async (cluster: Cluster, load: Load, { phases, halt }: Course): Promise<Run> => {
  const present = await readUsers(cluster.access, prefix);
  return {
    results: phases.map((phase) => ({
      ...measurePhase(load.attempts, phase),
      flawless: phase.flawless,
      losses: findLosses(
        load.acknowledged.filter(({ at }) => at >= phase.start && at < phase.end),
        present,
      ),
    })),
    contradictions: load.contradictions,
    total: findLosses(load.acknowledged, present),
    ...(halt !== undefined && { halt }),
  };
};

const runCluster = async (site: Site): Promise<Run> => {
  await using cluster = await startCluster(site, tell);
  tell("starting two replicas of Roster");
  const apiKey = await createApiKey(cluster.options, site.signal);
  await Promise.all(cluster.replicas.map((replica) => replica.start()));
  const load = startLoad(createClient(cluster.address, apiKey), prefix);
  try {
    const course = await runPhases(cluster, load, site.signal);
    await load.stop();
    tell("looking for every acknowledged write");
    return await collect(cluster, load, course);
  } finally {
    void load.stop();
    tell("ending what was started");
  }
};

const run = async (keep: boolean, signal: AbortSignal): Promise<void> => {
  const programs = findPrograms();
  const identity = await findIdentity();
  const directory = await mkdtemp(join(tmpdir(), "roster-cluster-"));
  try {
    await chmod(directory, 0o755);
    await giveTo(identity, directory);
    const outcome = await runCluster({ directory, identity, programs, signal });
    process.stdout.write(`\n${formatRun(outcome)}\n\n`);
    const faults = findFaults(outcome);
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    process.stdout.write(faults.length === 0 ? "passed\n" : "FAILED\n");
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    if (keep) tell(`logs and data are in ${directory}`);
    else await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
};

const { values } = parseArgs({ options: { keep: { type: "boolean", default: false }, help: { type: "boolean" } } });
if (values.help) {
  process.stdout.write(usage);
} else {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => interruption.abort(new ClusterError(`${signal} came.`)));
  }
  try {
    await run(values.keep, interruption.signal);
  } catch (error) {
    const reason: unknown = interruption.signal.aborted ? interruption.signal.reason : error;
    const text = reason instanceof ClusterError ? reason.message : (reason as Error).stack;
    process.stderr.write(`test:cluster: ${text}\n`);
    process.exitCode = 1;
  }
}
