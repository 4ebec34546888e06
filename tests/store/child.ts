import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A fixture that runs as a process of its own. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The next line of its standard output; throws, with what it said on standard error, when there will be none. */
  readonly line: () => Promise<string>;
  /** Every line that is left, up to its end. */
  readonly rest: () => Promise<readonly string[]>;
  /** Writes a line to its standard input. */
  readonly tell: (text: string) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts tests/store/fixtures/<name>.ts. It is killed, if need be, when the test is over. */
export const startChild = (name: string, args: readonly string[]): Child => {
  const script = fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ["--no-warnings", script, ...args], { stdio: "pipe" });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  child.stdin.on("error", () => {});
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  const next = async (): Promise<string | undefined> => {
    const { value, done } = await lines.next();
    return done === true ? undefined : value;
  };
  return {
    process: child,
    pid: child.pid ?? 0,
    line: async () => {
      const text = await next();
      if (text === undefined) throw new Error(`${name} ended: ${complaint}`);
      return text;
    },
    rest: async () => {
      const all: string[] = [];
      for (let text = await next(); text !== undefined; text = await next()) all.push(text);
      return all;
    },
    tell: (text) => child.stdin.write(`${text}\n`),
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
};
