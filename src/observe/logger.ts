/** The log: JSON, one line an event, or for people when a terminal reads it. */
import { type DestinationStream, type Logger, pino } from "pino";
import { redact } from "./redaction.ts";

export type { Logger };

/** Where lines go: to a terminal in colours, otherwise as they are. */
export const defaultDestination = async (): Promise<DestinationStream> => {
  if (!process.stdout.isTTY) return pino.destination(1);
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
