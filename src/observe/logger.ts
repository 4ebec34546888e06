/** The log: JSON, one line an event, or for people when a terminal reads it. */
import { type DestinationStream, type Logger, pino } from "pino";
import { redact } from "./redaction.ts";

export type { Logger };

const standardOutput = 1;
// A write for each line would cost a request more than all else that is done for it.
const togetherBytes = 4 * 1024;
const longestWaitMilliseconds = 100;
// What waits for a reader that takes nothing: lines beyond that are lost, rather than memory or time.
const waitingBytes = 8 * 1024 * 1024;

/** Lines leave some at a time, 100 ms after they were written at the latest, and before the process ends unless it is killed. */
const createOutput = (): DestinationStream =>
  pino.destination({
    dest: standardOutput,
    sync: false,
    minLength: togetherBytes,
    maxLength: waitingBytes,
    periodicFlush: longestWaitMilliseconds,
  });

/** Where lines go: to a terminal in colours, otherwise as they are. */
export const defaultDestination = async (): Promise<DestinationStream> => {
  if (!process.stdout.isTTY) return createOutput();
  const { default: pretty } = await import("pino-pretty");
  return pretty({ ignore: "pid,hostname", translateTime: "HH:MM:ss.l", singleLine: true });
};

/** Makes the logger. Each line is searched for credentials before it is written. */
export const createLogger = (level: string, destination: DestinationStream): Logger =>
  pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redact },
    },
    destination,
  );
