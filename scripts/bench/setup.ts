/** The peers' packages, installed beside their code: nobody needs them who does not measure. */
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("./peers/", import.meta.url));

/** The Python that has the peers' packages, once they are installed. */
export const peerPython = `${folder}python/.venv/bin/python`;

interface Step {
  readonly title: string;
  /** What says which packages there are to be. */
  readonly list: string;
  /** A copy of that list among the packages that were installed by it. */
  readonly installedList: string;
  readonly install: () => Promise<unknown>;
}

const steps = {
  node: {
    title: "packages of the peers in Node",
    list: `${folder}node/package-lock.json`,
    installedList: `${folder}node/node_modules/.installed.json`,
    install: () => run("npm", ["ci", "--ignore-scripts"], { cwd: `${folder}node` }),
  },
  python: {
    title: "packages of the peers in Python",
    list: `${folder}python/requirements.txt`,
    installedList: `${folder}python/.venv/installed.txt`,
    install: async () => {
      await run("python3", ["-m", "venv", "--clear", `${folder}python/.venv`]);
      await run(peerPython, ["-m", "pip", "install", "--quiet", "--requirement", `${folder}python/requirements.txt`]);
    },
  },
} satisfies Record<string, Step>;

/** A set of packages that peers may need. */
export type PeerPackages = keyof typeof steps;

const isInstalled = ({ list, installedList }: Step): boolean =>
  existsSync(installedList) && readFileSync(list, "utf8") === readFileSync(installedList, "utf8");

interface ProgramFailure {
  readonly message: string;
  readonly code?: unknown;
  readonly path?: string;
  readonly stdout?: string;
  readonly stderr?: string;
}

const lines = (text = ""): readonly string[] => text.trim().split("\n");

/** Why a program failed, in a line: it is not there, or what it said. */
const reasonOf = ({ code, path, stderr, stdout, message }: ProgramFailure): string =>
  code === "ENOENT" ? `${path} is not installed` : lines(stderr).at(-1) || lines(stdout)[0] || message;

/** Installs the packages as they are listed, unless they are; the reason, where that cannot be done. */
export const installPackages = async (
  kind: PeerPackages,
  onProgress: (text: string) => void,
): Promise<string | undefined> => {
  const step = steps[kind];
  if (isInstalled(step)) return undefined;
  onProgress(`installing the ${step.title}`);
  try {
    await step.install();
    copyFileSync(step.list, step.installedList);
    return undefined;
  } catch (error) {
    return `the ${step.title} cannot be installed: ${reasonOf(error as ProgramFailure)}`;
  }
};
