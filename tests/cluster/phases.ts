/** What is done to the cluster, one after the other. */
import { setTimeout } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import type { Load } from "./load.ts";
import { findLeader, isReplicated } from "./patroni.ts";
import type { Replica } from "./roster.ts";
import { waitFor } from "./wait.ts";

export interface Stage {
  readonly cluster: Cluster;
  readonly load: Load;
  readonly signal: AbortSignal;
}

export interface PhasePlan {
  readonly name: string;
  /** Resolves when the cluster has recovered. Throws a ClusterError when it does not. */
  readonly run: (stage: Stage) => Promise<void>;
  /** No request may fail meanwhile. */
  readonly flawless: boolean;
}

/** By when reads and writes must be answered again, without anybody's doing. */
const recoverySeconds = 30;

const pause = (seconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(seconds * 1000, undefined, { signal });

/** Resolves when a read and a write that ended after this moment have succeeded. */
const waitForService = async ({ load, signal }: Stage): Promise<void> => {
  const from = load.attempts.length;
  const hasSucceeded = (): boolean => {
    const since = load.attempts.slice(from).filter(({ succeeded }) => succeeded);
    return since.some(({ kind }) => kind === "read") && since.some(({ kind }) => kind === "write");
  };
  await waitFor("An answer to a read and to a write", hasSucceeded, { seconds: recoverySeconds, signal });
};

const startReplica = async (replica: Replica, { cluster, signal }: Stage): Promise<void> => {
  await replica.start();
  await waitFor(`${replica.name} behind HAProxy`, () => cluster.haproxy.takesIn(replica.name), { seconds: 10, signal });
};

const loseReplica = async (stage: Stage): Promise<void> => {
  const [replica] = stage.cluster.replicas;
  await replica.kill();
  await waitForService(stage);
  await pause(3, stage.signal);
  await startReplica(replica, stage);
  await pause(2, stage.signal);
};

const waitForStandby = ({ cluster, signal }: Stage): Promise<void> =>
  waitFor("A synchronous standby", () => isReplicated(cluster.members), { seconds: 60, signal });

/** With the standby behind, nothing may be acknowledged that only the leader has. */
const loseLeader = async (stage: Stage, isBehind: boolean): Promise<void> => {
  await waitForStandby(stage);
  const leader = await findLeader(stage.cluster.members);
  if (isBehind) {
    await leader.stopSending();
    await pause(1, stage.signal);
  }
  await leader.kill();
  await waitForService(stage);
  await pause(5, stage.signal);
  leader.start();
  await waitForStandby(stage);
  await waitForService(stage);
  await pause(2, stage.signal);
};

const loseStandby = async (stage: Stage): Promise<void> => {
  await waitForStandby(stage);
  const leader = await findLeader(stage.cluster.members);
  const standby = stage.cluster.members.find(({ name }) => name !== leader.name);
  await standby?.kill();
  await waitForService(stage);
  await pause(5, stage.signal);
  standby?.start();
  await waitForStandby(stage);
  await waitForService(stage);
  await pause(2, stage.signal);
};

const loseRedis = async (stage: Stage): Promise<void> => {
  await stage.cluster.redis.kill();
  await waitForService(stage);
  await pause(5, stage.signal);
  await stage.cluster.redis.start();
  await waitForService(stage);
  await pause(3, stage.signal);
};

const restartInTurn = async (stage: Stage): Promise<void> => {
  for (const replica of stage.cluster.replicas) {
    await replica.stop();
    await startReplica(replica, stage);
    await pause(1, stage.signal);
  }
  await waitForService(stage);
};

/** In their order. */
export const phases: readonly PhasePlan[] = [
  { name: "nothing is wrong", run: ({ signal }) => pause(10, signal), flawless: true },
  { name: "a replica of Roster is killed", run: loseReplica, flawless: false },
  { name: "the database's leader is killed", run: (stage) => loseLeader(stage, false), flawless: false },
  { name: "the same, its standby being behind", run: (stage) => loseLeader(stage, true), flawless: false },
  { name: "the database's standby is killed", run: loseStandby, flawless: false },
  { name: "Redis is killed", run: loseRedis, flawless: true },
  { name: "Roster is restarted in turn", run: restartInTurn, flawless: true },
];
