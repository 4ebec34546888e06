/** Processes that run until they are told to end, each with its log in a file. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ClusterError } from "./cluster-error.ts";
import type { Identity } from "./identity.ts";

export interface DaemonOptions {
  /** Tells it apart; its log is named after it. */
  readonly name: string;
  readonly file: string;
  readonly commandLine: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Undefined: who runs this process. */
  readonly identity?: Identity | undefined;
  readonly workingDirectory?: string;
  /** Where its log goes. */
  readonly directory: string;
  /** How long it may take to end on SIGTERM before it is killed. */
  readonly stopSeconds?: number;
}

/** A process. Disposing it ends it, and resolves when it is over. */
export interface Daemon extends AsyncDisposable {
  readonly isRunning: () => boolean;
  /** Resolves when it is over, with its exit code; undefined: a signal ended it. */
  readonly ended: Promise<number | undefined>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Throws a ClusterError with the end of the log when it is over already. */
  readonly assertRunning: () => void;
}

const defaultStopSeconds = 10;
const shownLogLines = 15;

const endOf = (child: ChildProcess): Promise<number | undefined> => {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  child.once("exit", (code) => resolve(code ?? undefined));
  child.once("error", () => resolve(undefined));
  return promise;
};

/** Starts a process in a session of its own: Ctrl-C reaches this process alone, which then ends the others in order. */
export const startDaemon = (options: DaemonOptions): Daemon => {
  const { name, file, commandLine, environment, identity, workingDirectory = "/", directory } = options;
  const logFile = join(directory, `${name}.log`);
  const log = openSync(logFile, "a");
  const child = spawn(file, commandLine, {
    cwd: workingDirectory,
    env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", HOME: directory, ...environment },
    stdio: ["ignore", log, log],
    detached: true,
    ...identity,
  });
  closeSync(log);
  const ended = endOf(child);
  const isRunning = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    isRunning,
    ended,
    kill: (signal) => void child.kill(signal),
    assertRunning: () => {
      if (isRunning()) return;
      const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-shownLogLines);
      throw new ClusterError(`${name} ended:\n${lines.join("\n")}`);
    },
    [Symbol.asyncDispose]: async () => {
      if (!isRunning()) return;
      child.kill("SIGTERM");
      const late = new AbortController();
      const kill = async (): Promise<void> => {
        await setTimeout((options.stopSeconds ?? defaultStopSeconds) * 1000, undefined, { signal: late.signal });
        child.kill("SIGKILL");
      };
      const killing = kill().catch(() => {});
      await ended;
      late.abort();
      await killing;
    },
  };
};
