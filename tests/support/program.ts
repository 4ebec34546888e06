/** Programs that are installed beside Node, for what needs a real one. */
import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a program is; undefined where it is not installed. A user's path may lack the folders of servers. */
export const findProgram = (name: string): string | undefined =>
  [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"]
    .map((folder) => join(folder, name))
    .find(isExecutable);

export interface ProgramOutcome {
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** Runs a program to its end. Never rejects. */
export const runProgram = (
  file: string,
  commandLine: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ProgramOutcome> => {
  const { promise, resolve } = Promise.withResolvers<ProgramOutcome>();
  execFile(file, commandLine, options, (error, stdout, stderr) => {
    const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
    resolve({ exitCode, output: `${stdout}${stderr}` });
  });
  return promise;
};
