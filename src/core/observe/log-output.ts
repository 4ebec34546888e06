/** Where the lines of the log go. A log that cannot be written loses lines, and never stops the process. */
import { write, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { DestinationStream } from "pino";

const standardOutput = 1;
/** What waits for a reader that takes nothing, or for a disk that is full. Lines beyond that are dropped. */
const waitingBytes = 4 * 1024 * 1024;

/** How long a line waits for others to leave with: each time that some leave takes as long as several lines. */
const gatherMilliseconds = 20;
/** After which a write that failed is tried again. */
const retryMilliseconds = 100;
/** How long the end of the process waits for the last lines to be taken. */
const lastLinesMilliseconds = 1_000;

export interface LogOutput extends DestinationStream {
  /** How many lines were dropped since the start. */
  readonly droppedLines: () => number;
  /** Resolves when all lines are written, at the latest after a second. */
  readonly flush: () => Promise<void>;
}

export interface LogOutputOptions {
  /** Lines can be written again; told how many were dropped meanwhile. */
  readonly onRecovery: (droppedLines: number) => void;
}

const lineEnd = "\n".charCodeAt(0);

const linesIn = (bytes: Buffer): number => bytes.reduce((count, byte) => count + Number(byte === lineEnd), 0);

const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** Writes until all is written, it fails for good, or the time is over. */
const writeAllSync = (bytes: Buffer, deadline: number): void => {
  let rest = bytes;
  while (rest.length > 0 && performance.now() < deadline) {
    try {
      rest = rest.subarray(writeSync(standardOutput, rest));
    } catch (error) {
      // A pipe that is full; its reader may take some.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      pause(gatherMilliseconds);
    }
  }
};

/**
 * Standard output as it is, some lines together. The last ones leave when the process ends, unless it is killed or nobody takes them.
 * By hand, because sonic-boom, which pino brings, repeats a write that fails for ever when the process ends.
 */
const createPlainOutput = ({ onRecovery }: LogOutputOptions): LogOutput => {
  let gathered = "";
  let pending = Buffer.alloc(0);
  /** How much of that is being written. */
  let underWay = 0;
  /** Set while a write that failed waits to be tried again. */
  let retry: NodeJS.Timeout | undefined;
  let dropped = 0;
  let told = 0;

  const take = (): void => {
    if (gathered === "") return;
    const lines = Buffer.from(gathered);
    gathered = "";
    if (pending.length + lines.length > waitingBytes) dropped += linesIn(lines);
    else pending = pending.length === 0 ? lines : Buffer.concat([pending, lines]);
  };
  const tellRecovery = (): void => {
    const news = dropped - told;
    told = dropped;
    if (news > 0) onRecovery(news);
  };
  const writePending = (): void => {
    if (underWay > 0 || pending.length === 0 || retry !== undefined) return;
    underWay = pending.length;
    write(standardOutput, pending, (error, length) => {
      underWay = 0;
      if (error) {
        retry = setTimeout(tryAgain, retryMilliseconds).unref();
        return;
      }
      pending = pending.subarray(length);
      tellRecovery();
      writePending();
    });
  };
  const tryAgain = (): void => {
    retry = undefined;
    writePending();
  };
  const handOn = (): void => {
    take();
    writePending();
  };
  process.once("exit", () => {
    take();
    // What is under way is in another thread's hands, and most likely over.
    if (underWay > 0) pause(gatherMilliseconds);
    writeAllSync(pending.subarray(underWay), performance.now() + lastLinesMilliseconds);
  });
  return {
    write: (line) => {
      if (gathered === "") setTimeout(handOn, gatherMilliseconds).unref();
      gathered += line;
    },
    droppedLines: () => dropped,
    flush: async () => {
      const deadline = performance.now() + lastLinesMilliseconds;
      handOn();
      while (pending.length > 0 && performance.now() < deadline) await delay(gatherMilliseconds);
    },
  };
};

/** Makes the output: to a terminal in colours, otherwise as it is. */
export const createLogOutput = async (options: LogOutputOptions): Promise<LogOutput> => {
  if (!process.stdout.isTTY) return createPlainOutput(options);
  const { default: pretty } = await import("pino-pretty");
  const terminal = pretty({ ignore: "pid,hostname", translateTime: "HH:MM:ss.l", singleLine: true });
  return { write: (line) => void terminal.write(line), droppedLines: () => 0, flush: async () => {} };
};
