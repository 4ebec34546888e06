/** The library that makes a disk slow for the process that it is loaded into before all others. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram } from "./program.ts";

const source = fileURLToPath(new URL("./slow-disk.c", import.meta.url));

/** Makes it in a folder, and returns its file. Rejects, with what the C compiler said, when that cannot be done. */
export const makeSlowDiskLibrary = async (folder: string): Promise<string> => {
  const library = join(folder, "slow-disk.so");
  const options = ["-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, source, "-ldl"];
  const { exitCode, output } = await runProgram("cc", options);
  if (exitCode !== 0) throw new Error(`cc: ${output.trim() || "not installed (Debian: gcc, libc6-dev)"}`);
  return library;
};
