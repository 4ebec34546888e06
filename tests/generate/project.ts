import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The top of Roster itself. */
export const rosterDirectory = join(import.meta.dirname, "../..");

/** A directory that holds Roster's contract and nothing else; gone when disposed of. */
export interface Project extends AsyncDisposable {
  readonly directory: string;
}

/** Makes such a directory. */
export const makeProject = async (): Promise<Project> => {
  const directory = await mkdtemp(join(tmpdir(), "roster-generate-"));
  await copyFile(join(rosterDirectory, "openapi.yaml"), join(directory, "openapi.yaml"));
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
};

const textsIn = async (directory: string, section: string): Promise<readonly (readonly [string, string])[]> => {
  await mkdir(join(directory, section), { recursive: true });
  const names = await readdir(join(directory, section));
  return Promise.all(
    names
      .sort()
      .map(async (name) => [`${section}/${name}`, await readFile(join(directory, section, name), "utf8")] as const),
  );
};

/** Every file that the project has in `generated` and in `docs`, with its text. */
export const filesOf = async (directory: string): Promise<ReadonlyMap<string, string>> =>
  new Map([...(await textsIn(directory, "docs")), ...(await textsIn(directory, "generated"))]);

/** What a process said and how it ended. */
export interface Ending {
  readonly exitCode: number | string | null | undefined;
  readonly output: string;
  readonly errorOutput: string;
}

/** Runs `scripts/generate.ts` in the directory. */
export const runGenerate = (directory: string, ...options: readonly string[]): Promise<Ending> =>
  new Promise((resolve) => {
    const script = join(rosterDirectory, "scripts/generate.ts");
    execFile(process.execPath, [script, ...options], { cwd: directory }, (error, output, errorOutput) =>
      resolve({ exitCode: error === null ? 0 : error.code, output, errorOutput }),
    );
  });
