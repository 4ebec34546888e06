/** Real processes of the project: Roster itself and its scripts, as npm runs them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  /** Resolves when the process is over. */
  readonly ended: Promise<Ended>;
}

/** Nothing of the settings that this machine happens to have. */
const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
});

/** Starts a TypeScript file of the project, named from its top. */
export const startFile = (
  file: string,
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RunningProcess => {
  const child = spawn(process.execPath, [file, ...commandLine], {
    cwd: root,
    env: { ...cleanEnvironment(), ...environment },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([exitCode, signal]) => ({ exitCode, signal, stdout, stderr }));
  return { child, stdout: () => stdout, ended };
};

/** Runs a TypeScript file of the project to its end. */
export const runFile = (...file: Parameters<typeof startFile>): Promise<Ended> => startFile(...file).ended;

export interface RosterProcess extends RunningProcess {
  readonly address: string;
}

/** Starts a Roster process on a free port and resolves when it listens; rejects when it ends before. */
export const startRosterProcess = async (environment: Readonly<Record<string, string>>): Promise<RosterProcess> => {
  const running = startFile("src/start.js", [], { PORT: "0", ...environment });
  const listening = Promise.withResolvers<string>();
  const look = (): void => {
    const address = /Roster listens at (https?:\/\/[^,"]+)/.exec(running.stdout())?.[1];
    if (address === undefined) return;
    // The log may become long.
    running.child.stdout?.off("data", look);
    listening.resolve(address);
  };
  running.child.stdout?.on("data", look);
  void running.ended.then(({ stderr }) => listening.reject(new Error(`Roster did not start: ${stderr}`)));
  return { ...running, address: await listening.promise };
};
