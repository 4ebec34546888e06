/** A subject as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../measure/free-port.ts";
import { familyOf, processorSeconds } from "../measure/processor-time.ts";
import type { Target } from "./ask.ts";
import { pinned } from "./processors.ts";

/** How a subject is started. */
export interface Launch {
  readonly command: string;
  readonly commandLine: (port: number) => readonly string[];
  readonly cwd: string;
  /** Beside `PORT` and `PATH`. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it takes for a credential. */
  readonly key: string;
  /** Whether it has loaded allocation-counter.ts. */
  readonly countsAllocations: boolean;
}

/** A subject that answers. */
export interface RunningSubject extends Target, AsyncDisposable {
  /** From its start to its first answer. */
  readonly startMilliseconds: number;
  /** Of all its processes; what several of them share counts for each. */
  readonly memoryMebibytes: () => { readonly now: number; readonly peak: number };
  readonly processorSeconds: () => number;
  /** On the heap of its main thread since its start; undefined where it does not count. */
  readonly allocatedBytes: () => Promise<number | undefined>;
}

const startBoundMilliseconds = 30_000;
const stopBoundMilliseconds = 10_000;
const answerBoundMilliseconds = 5_000;
const probe = "/api/users/7";

/** proc_pid_status(5): the resident memory, and the most that it ever was. */
const memoryOf = (pid: number): { readonly now: number; readonly peak: number } => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const [now = 0, peak = 0] = ["VmRSS", "VmHWM"].map((name) => {
    const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1];
    return Number(kibibytes ?? Number.NaN) / 1024;
  });
  return { now, peak };
};

const memoryOfAll = (pids: readonly number[]): { readonly now: number; readonly peak: number } =>
  pids.map(memoryOf).reduce((sum, each) => ({ now: sum.now + each.now, peak: sum.peak + each.peak }));

const answers = async (address: string): Promise<boolean> => {
  try {
    const response = await fetch(`${address}${probe}`, { headers: { Connection: "close" } });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};

const children = new Set<ChildProcess>();

/** Ends a process, and all that come from it, at once. */
const kill = ({ pid, exitCode, signalCode }: ChildProcess): void => {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    for (const each of familyOf(pid)) process.kill(each, "SIGKILL");
  } catch {
    // It ended in the meantime.
  }
};

// Whoever interrupts the bench ends all of it.
process.once("exit", () => {
  for (const child of children) kill(child);
});

/** Ends a process in order, and in the end by force. */
const createStop = (child: ChildProcess): (() => Promise<void>) => {
  const ended = once(child, "close");
  children.add(child);
  return async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => kill(child), stopBoundMilliseconds);
    await ended;
    clearTimeout(late);
    children.delete(child);
  };
};

const askAllocated = async (child: ChildProcess): Promise<number> => {
  child.send("allocated");
  const [bytes] = await once(child, "message", { signal: AbortSignal.timeout(answerBoundMilliseconds) });
  return Number(bytes);
};

/** Starts a subject on a core and waits for its first answer. Rejects, with what it said, when there is none in time. */
export const startSubject = async (launch: Launch, core: number | undefined): Promise<RunningSubject> => {
  const { cwd, environment, key, countsAllocations } = launch;
  const port = await freePort();
  const [command, words] = pinned(core, launch.command, launch.commandLine(port));
  const start = performance.now();
  const child = spawn(command, words, {
    cwd,
    env: { PATH: process.env.PATH, ...environment, PORT: String(port) },
    stdio: ["ignore", "ignore", "pipe", ...(countsAllocations ? (["ipc"] as const) : [])],
  });
  const { pid } = child;
  if (pid === undefined || child.stderr === null) throw new Error(`${command} cannot be started`);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const stop = createStop(child);
  const address = `http://127.0.0.1:${port}`;
  while (!(await answers(address))) {
    const isLate = performance.now() - start > startBoundMilliseconds;
    if (!isLate && child.exitCode === null) {
      await delay(5);
      continue;
    }
    await stop();
    throw new Error(isLate ? `it did not answer in time: ${complaint.trim()}` : `it ended: ${complaint.trim()}`);
  }
  return {
    address,
    key,
    startMilliseconds: performance.now() - start,
    memoryMebibytes: () => memoryOfAll(familyOf(pid)),
    processorSeconds: () => processorSeconds(pid),
    allocatedBytes: async () => (countsAllocations ? askAllocated(child) : undefined),
    [Symbol.asyncDispose]: stop,
  };
};
