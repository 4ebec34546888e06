/**
 * Programs that weigh much and that few need, so that `npm install` does without them. Each has a folder in `tools/`, with
 * its exact versions in a lock file.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../tools/", import.meta.url));
const isWindows = process.platform === "win32";

export interface Tool {
  readonly name: string;
  /** How it is started: a file and what comes before its own arguments. */
  readonly command: readonly [file: string, ...first: string[]];
  readonly directory: string;
  readonly ecosystem: "npm" | "pip";
  /** The file that names the exact versions of all its parts. */
  readonly lockFile: string;
  /** Where it is installed. */
  readonly installDirectory: string;
}

const npmTool = (name: string, script: string): Tool => {
  const directory = join(folder, name);
  const installDirectory = join(directory, "node_modules");
  return {
    name,
    command: [process.execPath, join(installDirectory, script)],
    directory,
    ecosystem: "npm",
    lockFile: join(directory, "package-lock.json"),
    installDirectory,
  };
};

const pipTool = (name: string): Tool => {
  const directory = join(folder, name);
  const installDirectory = join(directory, ".venv");
  return {
    name,
    command: [join(installDirectory, isWindows ? `Scripts/${name}.exe` : `bin/${name}`)],
    directory,
    ecosystem: "pip",
    lockFile: join(directory, "requirements.txt"),
    installDirectory,
  };
};

export const prism = npmTool("prism", "@stoplight/prism-cli/dist/index.js");
export const newman = npmTool("newman", "newman/bin/newman.js");
export const schemathesis = pipTool("schemathesis");

export const tools: readonly Tool[] = [prism, newman, schemathesis];

const stampOf = ({ installDirectory }: Tool): string => join(installDirectory, ".installed-from");

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
};

/** Whether exactly what its lock file names is installed. */
export const isInstalled = (tool: Tool): boolean => textOf(stampOf(tool)) === readFileSync(tool.lockFile, "utf8");

/** Notes that what the lock file names is installed. */
export const markInstalled = (tool: Tool): void => writeFileSync(stampOf(tool), readFileSync(tool.lockFile, "utf8"));
