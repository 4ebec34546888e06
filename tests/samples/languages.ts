/** Runs a code sample as its reader would: with the program of its language, as it stands. */
import { type ChildProcess, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "../support/temporary-directory.ts";

interface Language {
  readonly program: string;
  /** A name for the file that holds the sample, where the program needs one with an ending of its own. */
  readonly file: string;
  readonly commandLine: (file: string) => readonly string[];
}

/** By the label of the sample. */
export const languages: Readonly<Record<string, Language>> = {
  curl: { program: "curl", file: "sample.sh", commandLine: (file) => ["sh", file] },
  JavaScript: { program: "node", file: "sample.mjs", commandLine: (file) => [process.execPath, file] },
  Python: { program: "python3", file: "sample.py", commandLine: (file) => ["python3", file] },
  Go: { program: "go", file: "sample.go", commandLine: (file) => ["go", "run", file] },
};

export interface SampleOutcome {
  readonly exitCode: number | null;
  readonly output: string;
}

const collect = (child: ChildProcess, seen: (output: string) => void): (() => string) => {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      seen(output);
    });
  }
  return () => output;
};

/**
 * Runs the sample in a directory of its own until it ends, or until it has said what `enough` looks for and is stopped:
 * a stream has no end.
 */
export const runSample = async (
  label: string,
  source: string,
  environment: Readonly<Record<string, string>>,
  enough?: RegExp,
): Promise<SampleOutcome> => {
  const language = languages[label];
  if (language === undefined) throw new Error(`there is no program for a sample in ${label}`);
  await using directory = await temporaryDirectory();
  const file = join(directory.path, language.file);
  await writeFile(file, source);
  const [program = "", ...commandLine] = language.commandLine(file);
  const child = spawn(program, commandLine, {
    cwd: directory.path,
    // A group of its own: a shell and `go run` start a further process, which has to end too.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  const ended = Promise.withResolvers<number | null>();
  child.on("error", ended.reject);
  child.on("close", ended.resolve);
  let stopped = false;
  const output = collect(child, (text) => {
    if (stopped || child.pid === undefined || !enough?.test(text)) return;
    stopped = true;
    process.kill(-child.pid, "SIGKILL");
  });
  return { exitCode: await ended.promise, output: output() };
};
