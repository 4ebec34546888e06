import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { isInstalled, markInstalled, type Tool } from "./tool.ts";

const isWindows = process.platform === "win32";

/** What keeps a tool from being installed, said to whoever asked for it. */
export class InstallError extends Error {}

const run = async (file: string, commandLine: readonly string[], directory: string): Promise<void> => {
  const child = spawn(file, commandLine, { cwd: directory, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "close").catch((error: Error) => {
    throw new InstallError(`${file} cannot be started: ${error.message}`);
  });
  if (code !== 0) throw new InstallError(`${[file, ...commandLine].join(" ")} failed`);
};

/** npm, as a script that Node runs: the same on every operating system. */
const npmScript = (): string => {
  const script = process.env.npm_execpath;
  if (script === undefined) throw new InstallError("tools are installed by npm: npm run tools");
  return script;
};

const installNpm = (directory: string): Promise<void> =>
  run(process.execPath, [npmScript(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], directory);

const installPip = async ({ directory, installDirectory, lockFile }: Tool): Promise<void> => {
  await rm(installDirectory, { recursive: true, force: true });
  await run(isWindows ? "python" : "python3", ["-m", "venv", installDirectory], directory);
  const python = join(installDirectory, isWindows ? "Scripts/python.exe" : "bin/python");
  await run(python, ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", lockFile], directory);
};

/** Installs a tool unless it is there, and says so. Throws `InstallError` when it cannot. */
export const install = async (tool: Tool): Promise<void> => {
  if (isInstalled(tool)) return;
  process.stderr.write(`Installing ${tool.name}, which is needed for this and for nothing else …\n`);
  await (tool.ecosystem === "npm" ? installNpm(tool.directory) : installPip(tool));
  markInstalled(tool);
};
