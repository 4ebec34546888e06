/**
 * `npm run mock [-- --port 4010] [--host 127.0.0.1]`: Prism answers as `openapi.yaml` says, before a handler exists, and anew when
 * the contract changes, behind a front for what Prism does not know. Further arguments are those of `prism mock`. Installs Prism
 * when it is first used.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ContractDocument } from "../src/core/contract/document.ts";
import { readContract } from "./generate/contract-source.ts";
import { createFront } from "./mock/front.ts";
import { mockContract } from "./mock/mock-contract.ts";
import { install } from "./tools/install.ts";
import { prism } from "./tools/tool.ts";

/** Editors write a file in several steps. */
const settleMilliseconds = 100;

const defaultPort = "4010";
const defaultHost = "127.0.0.1";

const read = async (): Promise<ContractDocument> => (await readContract(process.cwd())).root.value as ContractDocument;

const write = (file: string, contract: ContractDocument): Promise<void> =>
  writeFile(file, JSON.stringify(mockContract(contract)));

/** Calls on each change of the contract; a mistaken one is reported, and the one before stays. */
const onChange = (take: (contract: ContractDocument) => Promise<void>): Disposable => {
  let settling: NodeJS.Timeout | undefined;
  const takeChanged = async (): Promise<void> => take(await read());
  // The folder and not the file: an editor that replaces the file would end a watch on it.
  const watcher = watch(".", (_, changed) => {
    if (changed !== "openapi.yaml") return;
    clearTimeout(settling);
    settling = setTimeout(
      () => takeChanged().catch((error: Error) => console.error(error.message)),
      settleMilliseconds,
    );
  });
  return {
    [Symbol.dispose]: () => {
      clearTimeout(settling);
      watcher.close();
    },
  };
};

/** Takes the option out of the arguments, and returns its value. */
const takeOption = (commandLine: string[], name: string): string | undefined => {
  const index = commandLine.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  if (index === -1) return undefined;
  const [argument = ""] = commandLine.splice(index, 1);
  return argument === name ? commandLine.splice(index, 1)[0] : argument.slice(name.length + 1);
};

const listening = /listening on (http:\/\/\S+)/;

const serve = async (folder: string): Promise<number> => {
  const file = join(folder, "openapi.json");
  const contract = await read();
  await write(file, contract);
  const front = createFront(contract);
  using _changes = onChange(async (changed) => {
    front.use(changed);
    await write(file, changed);
  });
  const commandLine = process.argv.slice(2);
  const port = Number(takeOption(commandLine, "--port") ?? takeOption(commandLine, "-p") ?? defaultPort);
  const host = takeOption(commandLine, "--host") ?? takeOption(commandLine, "-h") ?? defaultHost;
  const [program, ...first] = prism.command;
  const own = ["mock", file, "--port", "0", "--host", "127.0.0.1"];
  const child = spawn(program, [...first, ...own, ...commandLine], { stdio: ["inherit", "pipe", "inherit"] });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  createInterface(child.stdout).on("line", (line) => {
    const address = listening.exec(line)?.[1];
    if (address === undefined) {
      console.log(line);
      return;
    }
    // Prism's own place is nobody's business.
    front.listen(address, port, host).then(
      (own) => console.log(`The mock is listening on ${own}`),
      (error: Error) => {
        console.error(`mock: ${error.message}`);
        child.kill("SIGTERM");
      },
    );
  });
  const [code] = await once(child, "close");
  front.close();
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
