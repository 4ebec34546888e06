/** What is asked for on the command line of measure:replicas. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { wholeNumber } from "./whole-number.ts";

export interface ReplicaOptions {
  /** How many Rosters, one measurement after the other. */
  readonly processes: readonly number[];
  readonly users: number;
  /** On all of them together. */
  readonly connections: number;
  readonly seconds: number;
  readonly rounds: number;
}

const read = (commandLine: readonly string[]): ReplicaOptions => {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      processes: { type: "string", default: "1,2,3" },
      users: { type: "string", default: "100000" },
      connections: { type: "string", default: "48" },
      seconds: { type: "string", default: "6" },
      rounds: { type: "string", default: "3" },
    },
  });
  return {
    processes: values.processes.split(",").map((text) => wholeNumber("processes", text, 1)),
    users: wholeNumber("users", values.users, 1),
    connections: wholeNumber("connections", values.connections, 1),
    seconds: wholeNumber("seconds", values.seconds, 1),
    rounds: wholeNumber("rounds", values.rounds, 1),
  };
};

/** The options, or in one line why nothing can be measured. */
export const readReplicaOptions = (commandLine: readonly string[]): ReplicaOptions | string => {
  if (process.platform !== "linux") return "Only Linux tells, in /proc, what processes take of the processors";
  if (spawnSync("wrk", ["-v"]).error !== undefined) return "The load is put on by wrk, which is not installed here";
  try {
    return read(commandLine);
  } catch (error) {
    return (error as Error).message;
  }
};
