/** The log: JSON, one line an event, or for people when a terminal reads it. */
import { type DestinationStream, type Logger, pino } from "pino";
import { redact } from "./redaction.ts";

export type { Logger };

const standardOutput = 1;
/** What waits for a reader that takes nothing; lines beyond that are lost, rather than memory. */
const waitingBytes = 8 * 1024 * 1024;

/** How long a line waits for others to leave with: each time that some leave costs as much as several lines. */
const gatherMilliseconds = 20;

/** Gathers lines, and hands them on together. */
const gather = (destination: ReturnType<typeof pino.destination>): DestinationStream => {
  let lines = "";
  const handOn = (): void => {
    destination.write(lines);
    lines = "";
  };
  process.once("exit", () => {
    if (lines === "") return;
    handOn();
    destination.flushSync();
  });
  return {
    write: (line) => {
      if (lines === "") setTimeout(handOn, gatherMilliseconds).unref();
      lines += line;
    },
  };
};

/**
 * Where lines go: to a terminal in colours, otherwise as they are, some of them together. All of them have left when the process
 * ends, unless it is killed.
 */
export const defaultDestination = async (): Promise<DestinationStream> => {
  if (!process.stdout.isTTY) {
    return gather(pino.destination({ dest: standardOutput, sync: false, maxLength: waitingBytes }));
  }
  const { default: pretty } = await import("pino-pretty");
  return pretty({ ignore: "pid,hostname", translateTime: "HH:MM:ss.l", singleLine: true });
};

/** The time as pino writes it, made once for all lines of a millisecond. */
const createTimestamp = (): (() => string) => {
  let known = Number.NaN;
  let text = "";
  return () => {
    const now = Date.now();
    if (now !== known) {
      known = now;
      text = `,"time":"${new Date(now).toISOString()}"`;
    }
    return text;
  };
};

/** Makes the logger. Each line is searched for credentials before it is written. */
export const createLogger = (level: string, destination: DestinationStream): Logger =>
  pino(
    {
      level,
      timestamp: createTimestamp(),
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redact },
    },
    destination,
  );
