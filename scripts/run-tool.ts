/** Runs programs of Node by their file: the same on every operating system, without a shell. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Outcome {
  readonly exitCode: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs a JavaScript or TypeScript file, named from the top of the project, in this directory, and collects what it says. Never
 * rejects.
 */
export const runFile = (file: string, commandLine: readonly string[], directory = root): Promise<Outcome> => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const child = spawn(process.execPath, [join(root, file), ...commandLine], {
    cwd: directory,
    env: { ...process.env, NO_COLOR: "1" },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("error", (error) => resolve({ exitCode: 1, output: error.message }));
  child.on("close", (code) => resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
  return promise;
};
