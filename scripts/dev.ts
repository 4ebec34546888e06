/** Roster while it is written: starts anew when the code changes, and generates anew when the contract changes. */
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { styleText } from "node:util";
import { runFile } from "./run-tool.ts";

/** Editors write a file in several steps. */
const settleMilliseconds = 100;

const generate = async (): Promise<void> => {
  const { exitCode, output } = await runFile("scripts/generate.ts", []);
  console.log(styleText(exitCode === 0 ? "green" : "red", output.trimEnd()));
};

await generate();
let settling: NodeJS.Timeout | undefined;
// The folder and not the file: an editor that replaces the file would end a watch on it.
watch(".", (_, file) => {
  if (file !== "openapi.yaml") return;
  clearTimeout(settling);
  settling = setTimeout(generate, settleMilliseconds);
});

const roster = spawn(
  process.execPath,
  [
    "--watch",
    "--watch-preserve-output",
    "--watch-path=src",
    "--watch-path=generated",
    "src/start.js",
    ...process.argv.slice(2),
  ],
  // A process group of its own: Ctrl-C in a terminal would reach Roster once from there and once from its watcher.
  { stdio: "inherit", detached: process.platform !== "win32" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => roster.kill(signal));
roster.on("exit", (code) => process.exit(code ?? 0));
