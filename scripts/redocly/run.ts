import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

/** What Redocly's CLI answered. */
export interface Answer {
  readonly output: string;
  readonly errorOutput: string;
}

/** Runs Redocly's CLI, which calls nobody; it fails by its exit code when it finds something, and that is an answer too. */
export const runRedocly = (directory: string, commandLine: readonly string[]): Promise<Answer> =>
  new Promise((resolve) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
    const options = { cwd: directory, env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [cli, ...commandLine], options, (_error, output, errorOutput) =>
      resolve({ output, errorOutput }),
    );
  });
