/** PostgreSQL's members, each run by a Patroni. */
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ClusterError } from "./cluster-error.ts";
import { type Daemon, startDaemon } from "./daemon.ts";
import { giveTo } from "./identity.ts";
import { type MemberOptions, type MemberPorts, patroniConfig } from "./patroni-config.ts";
import type { Site } from "./site.ts";
import { fetchJson, waitFor } from "./wait.ts";

/** One member. Disposing it ends Patroni and its PostgreSQL. */
export interface Member extends AsyncDisposable {
  readonly name: string;
  readonly ports: MemberPorts;
  /** Starts it, again too. It has to be waited for with `memberStates`. */
  readonly start: () => void;
  /** Kills Patroni and PostgreSQL with SIGKILL, as when a machine is lost, and resolves when both are gone. */
  readonly kill: () => Promise<void>;
  /** Lets it send nothing more to its standby, until it is killed: what is then acknowledged is on one machine alone. */
  readonly stopSending: () => Promise<void>;
  readonly assertRunning: () => void;
}

interface MemberState {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

/** PostgreSQL's process, when it runs on this directory: its number in `postmaster.pid` may be another's by now. */
const findPostmaster = async (dataDirectory: string): Promise<number | undefined> => {
  try {
    const [pid] = (await readFile(join(dataDirectory, "postmaster.pid"), "utf8")).split("\n");
    const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8");
    return commandLine.includes(dataDirectory) ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
};

/** Its processes that send to a standby, as PostgreSQL names them. */
const findSenders = async (postmaster: number): Promise<readonly number[]> => {
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, "utf8")).trim().split(" ");
  const commandLines = await Promise.all(
    children.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  return children.filter((_, index) => commandLines[index]?.includes(" walsender ")).map(Number);
};

/** It outlives its Patroni, and frees its port only at its end. */
const endPostmaster = async (dataDirectory: string, signal: NodeJS.Signals): Promise<void> => {
  const pid = await findPostmaster(dataDirectory);
  if (pid === undefined) return;
  process.kill(pid, signal);
  const isGone = async (): Promise<boolean> => (await findPostmaster(dataDirectory)) === undefined;
  // The end of everything must not be cut short by what cuts the run short.
  await waitFor("The end of PostgreSQL", isGone, { seconds: 20, signal: new AbortController().signal });
};

/** Writes the configuration of a member, and starts it. */
export const startMember = async (
  { directory, identity, programs, signal: _ }: Site,
  options: Omit<MemberOptions, "directory" | "programs">,
): Promise<Member> => {
  const { name, ports } = options;
  const home = join(directory, name);
  const dataDirectory = join(home, "data");
  const configFile = join(home, "patroni.yml");
  await mkdir(home, { mode: 0o700 });
  await writeFile(configFile, patroniConfig({ ...options, directory: home, programs: programs.postgresql }));
  await chmod(configFile, 0o600);
  for (const path of [home, configFile]) await giveTo(identity, path);
  let daemon: Daemon | undefined;
  let stoppedSenders: readonly number[] = [];
  /** One that is stopped outlives its postmaster. */
  const endSenders = (): void => {
    for (const pid of stoppedSenders) process.kill(pid, "SIGKILL");
    stoppedSenders = [];
  };
  const start = (): void => {
    daemon = startDaemon({
      name,
      file: programs.patroni,
      commandLine: [configFile],
      identity,
      directory,
      stopSeconds: 20,
    });
  };
  start();
  return {
    name,
    ports,
    start,
    kill: async () => {
      daemon?.kill("SIGKILL");
      await daemon?.ended;
      endSenders();
      await endPostmaster(dataDirectory, "SIGKILL");
    },
    stopSending: async () => {
      const postmaster = await findPostmaster(dataDirectory);
      const senders = postmaster === undefined ? [] : await findSenders(postmaster);
      if (senders.length === 0) throw new ClusterError(`${name} sends to no standby.`);
      for (const pid of senders) process.kill(pid, "SIGSTOP");
      stoppedSenders = senders;
    },
    assertRunning: () => daemon?.assertRunning(),
    [Symbol.asyncDispose]: async () => {
      endSenders();
      await daemon?.[Symbol.asyncDispose]();
      await endPostmaster(dataDirectory, "SIGQUIT");
    },
  };
};

/** What one member knows of all. */
const readStates = async ({ ports }: Member): Promise<readonly MemberState[]> =>
  ((await fetchJson(`http://127.0.0.1:${ports.rest}/cluster`)) as { members: readonly MemberState[] }).members;

/** What those who answer know of all. */
const memberStates = async (members: readonly Member[]): Promise<readonly MemberState[]> =>
  await Promise.any(members.map(readStates));

/** The member that leads. Throws when nobody knows one. */
export const findLeader = async (members: readonly Member[]): Promise<Member> => {
  const states = await memberStates(members);
  const leader = states.find(({ role, state }) => role === "leader" && state === "running");
  const member = members.find(({ name }) => name === leader?.name);
  if (member === undefined) throw new Error("no member leads");
  return member;
};

/** Whether one leads and another has everything that was acknowledged: without it, nobody could take over. */
export const isReplicated = async (members: readonly Member[]): Promise<boolean> => {
  const states = await memberStates(members);
  return (
    states.some(({ role, state }) => role === "leader" && state === "running") &&
    states.some(({ role }) => role === "sync_standby")
  );
};
