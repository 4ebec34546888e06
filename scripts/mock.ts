/**
 * `npm run mock [-- --port 4010]`: Prism answers as `openapi.yaml` says, before a handler exists, and anew when the contract
 * changes. Further arguments are those of `prism mock`. Installs Prism when it is first used.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readContract } from "./generate/contract-source.ts";
import { mockContract } from "./mock/mock-contract.ts";
import { install } from "./tools/install.ts";
import { prism } from "./tools/tool.ts";

/** Editors write a file in several steps. */
const settleMilliseconds = 100;

const write = async (file: string): Promise<void> => {
  const { root } = await readContract(process.cwd());
  await writeFile(file, JSON.stringify(mockContract(root.value)));
};

/** Writes again on each change of the contract; a mistaken one is said, and the one before stays. */
const writeOnChange = (file: string): Disposable => {
  let settling: NodeJS.Timeout | undefined;
  // The folder and not the file: an editor that replaces the file would end a watch on it.
  const watcher = watch(".", (_, changed) => {
    if (changed !== "openapi.yaml") return;
    clearTimeout(settling);
    settling = setTimeout(() => write(file).catch((error: Error) => console.error(error.message)), settleMilliseconds);
  });
  return {
    [Symbol.dispose]: () => {
      clearTimeout(settling);
      watcher.close();
    },
  };
};

const serve = async (folder: string): Promise<number> => {
  const file = join(folder, "openapi.json");
  await write(file);
  using _watch = writeOnChange(file);
  const [program, ...first] = prism.command;
  const child = spawn(program, [...first, "mock", file, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "close");
  return code ?? 0;
};

const run = async (): Promise<number> => {
  await install(prism);
  const folder = await mkdtemp(join(tmpdir(), "roster-mock-"));
  try {
    return await serve(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(`mock: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
});
