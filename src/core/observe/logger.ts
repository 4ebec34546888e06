/** The log: JSON, one line an event, or for people when a terminal reads it. */
import { type DestinationStream, type Logger, pino } from "pino";
import { redact } from "./redaction.ts";

export type { Logger };

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
