import { execFile } from "node:child_process";

/** Runs git in the directory and answers with what it said. Throws an `Error` with git's own words when it fails. */
export const git = (directory: string, ...commandLine: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile("git", commandLine, { cwd: directory }, (error, output, errorOutput) => {
      if (error === null) return resolve(output.trim());
      reject(new Error(`git ${commandLine[0]} failed: ${(errorOutput || output || error.message).trim()}`));
    });
  });
