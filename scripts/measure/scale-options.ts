/** What is asked for on the command line of measure:scale. */
import { parseArgs } from "node:util";
import { wholeNumber } from "./whole-number.ts";

const engineNames = ["sqlite", "postgres"] as const;

export type EngineName = (typeof engineNames)[number];

export interface ScaleOptions {
  readonly engines: readonly EngineName[];
  /** How many users in each directory. */
  readonly rows: readonly number[];
  readonly runs: number;
  readonly write: boolean;
}

// Room for a page in the middle, and for the last.
const leastRows = 100;

const engineName = (text: string): EngineName => {
  const found = engineNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw new RangeError(`--engines: ${text} is none of ${engineNames.join(", ")}`);
};

/** The options, or in one line why there are none. */
export const readScaleOptions = (commandLine: readonly string[]): ScaleOptions | string => {
  try {
    const { values } = parseArgs({
      args: [...commandLine],
      options: {
        rows: { type: "string", default: "10000,100000,1000000" },
        runs: { type: "string", default: "200" },
        engines: { type: "string", default: engineNames.join(",") },
        write: { type: "boolean", default: false },
      },
    });
    return {
      engines: values.engines.split(",").map(engineName),
      rows: values.rows.split(",").map((text) => wholeNumber("rows", text, leastRows)),
      runs: wholeNumber("runs", values.runs, 1),
      write: values.write,
    };
  } catch (error) {
    return (error as Error).message;
  }
};
