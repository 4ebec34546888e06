/** What a run was measured on: nobody can judge a figure without it. */
import { execFile } from "node:child_process";
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { measureRuns } from "../measure/durations.ts";
import { currentCommit } from "./checkout.ts";
import { type PeerPackages, peerPython } from "./setup.ts";

const run = promisify(execFile);
const peersFolder = fileURLToPath(new URL("./peers/", import.meta.url));

/** The first line that a program says, with status 0 or not; undefined where it cannot be run. */
const firstLine = async (command: string, ...words: readonly string[]): Promise<string | undefined> => {
  const said = await run(command, words).catch((error: { readonly stdout?: string }) => error);
  return said.stdout?.trim().split("\n")[0] || undefined;
};

const syncRuns = 100;

/** How long the disk takes for a small write that is to stay: what a commit costs at least. */
const measureSync = async (directory: string): Promise<number> => {
  const file = openSync(join(directory, "sync.probe"), "w");
  const page = Buffer.alloc(4096);
  const write = async (): Promise<void> => {
    writeSync(file, page);
    fdatasyncSync(file);
  };
  try {
    return (await measureRuns(write, syncRuns)).medianMicroseconds;
  } finally {
    closeSync(file);
  }
};

const fileSystemOf = async (directory: string): Promise<string> => {
  const { stdout } = await run("df", ["--output=fstype", directory]);
  return stdout.trim().split("\n").at(-1) ?? "unknown";
};

const pythonVersions =
  "import sys, sqlite3; print('Python', sys.version.split()[0], 'with SQLite', sqlite3.sqlite_version)";

const frameworks = /^(?:django|djangorestframework|fastapi|flask|gunicorn|uvicorn)==.*/i;

const nodePeers = (): readonly string[] => {
  const { dependencies } = JSON.parse(readFileSync(`${peersFolder}node/package.json`, "utf8"));
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
};

const pythonPeers = async (): Promise<readonly string[]> => {
  const requirements = readFileSync(`${peersFolder}python/requirements.txt`, "utf8").split("\n");
  const named = requirements.filter((line) => frameworks.test(line)).map((line) => line.replace("==", " "));
  return [(await firstLine(peerPython, "-c", pythonVersions)) ?? "Python", ...named];
};

/** The load of the machine before the bench adds its own. */
export const loadBefore = (): number => loadavg()[0] ?? Number.NaN;

/** The machine and the versions of what is measured, an item each. */
export const describeMachine = async (
  directory: string,
  packages: ReadonlySet<PeerPackages | undefined>,
): Promise<readonly string[]> => {
  const [processor] = cpus();
  const sync = await measureSync(directory);
  return [
    `${processor?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `Linux ${release()}; the databases on ${await fileSystemOf(directory)}, where a synced write of 4 KiB takes ${sync.toFixed(0)} µs`,
    `Roster at ${await currentCommit().catch(() => "an unknown commit")}`,
    `Node ${process.versions.node} with SQLite ${process.versions.sqlite}`,
    ...(packages.has("node") ? [nodePeers().join(", ")] : []),
    ...(packages.has("python") ? [(await pythonPeers()).join(", ")] : []),
    (await firstLine("wrk", "-v"))?.replace(/ \[.*/, "") ?? "wrk",
  ];
};
