/** A git repository with what a release is made of, which is gone after the test. */
import { cpSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate } from "../../scripts/generate/project.ts";
import { type ProgramOutcome, runProgram } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const root = join(import.meta.dirname, "../..");

/** Nothing of the settings of git that this machine has, and somebody who commits. */
const environment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
  GIT_CONFIG_GLOBAL: join(root, "no-such-file"),
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Tester",
  GIT_AUTHOR_EMAIL: "tester@example.com",
  GIT_COMMITTER_NAME: "Tester",
  GIT_COMMITTER_EMAIL: "tester@example.com",
};

export interface ReleaseProject extends AsyncDisposable {
  readonly directory: string;
  readonly git: (...commandLine: readonly string[]) => Promise<string>;
  readonly read: (file: string) => Promise<string>;
  /** Changes a file by its text, and makes what is generated; does not commit. */
  readonly edit: (file: string, change: (text: string) => string) => Promise<void>;
  readonly commit: () => Promise<void>;
  /** Runs a script of Roster in the project. */
  readonly run: (script: string, ...commandLine: readonly string[]) => Promise<ProgramOutcome>;
}

const changelog = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- The first thing.\n";

/** Makes the project with one commit, on `main`. The contract begins as version 1.0.0, whatever it is at now. */
export const makeReleaseProject = async (): Promise<ReleaseProject> => {
  const { path: directory, [Symbol.asyncDispose]: dispose } = await temporaryDirectory();
  const git = async (...commandLine: readonly string[]): Promise<string> => {
    const { exitCode, output } = await runProgram("git", commandLine, { cwd: directory, env: environment });
    if (exitCode !== 0) throw new Error(output);
    return output.trim();
  };
  const read = (file: string): Promise<string> => readFile(join(directory, file), "utf8");
  const edit: ReleaseProject["edit"] = async (file, change) => {
    await writeFile(join(directory, file), change(await read(file)));
    await generate(directory);
  };
  const commit = async (): Promise<void> => {
    await git("add", "--all");
    await git("commit", "--quiet", "--message=work");
  };
  for (const file of [
    "openapi.yaml",
    "package.json",
    "package-lock.json",
    "deploy/compose.yaml",
    "deploy/Dockerfile",
  ]) {
    cpSync(join(root, file), join(directory, file));
  }
  await writeFile(join(directory, "CHANGELOG.md"), changelog);
  await edit("openapi.yaml", (text) => text.replace(/^ {2}version: .*$/m, "  version: 1.0.0"));
  await git("init", "--quiet", "--initial-branch=main");
  await commit();
  return {
    directory,
    git,
    read,
    edit,
    commit,
    run: (script, ...commandLine) =>
      runProgram(process.execPath, [join(root, script), ...commandLine], { cwd: directory, env: environment }),
    [Symbol.asyncDispose]: dispose,
  };
};
