/** What is asked for on the command line of the bench. */
import { parseArgs } from "node:util";
import { findProgram } from "../../tests/support/program.ts";
import { wholeNumber } from "../measure/whole-number.ts";
import { type Case, cases } from "./cases.ts";
import { peers } from "./peers.ts";
import type { Subject } from "./subject.ts";

export interface BenchOptions {
  /** How often each case is measured on each subject. */
  readonly rounds: number;
  /** Of each load. */
  readonly seconds: number;
  /** How often each subject is started, if there are as many rounds. */
  readonly starts: number;
  readonly warmUp: boolean;
  /** In the directory. */
  readonly users: number;
  readonly peers: readonly Subject[];
  readonly cases: readonly Case[];
  /** Whether docs/benchmarks.md is written. */
  readonly write: boolean;
  /** Whether another version of Roster is measured instead of the peers, and judged by. */
  readonly guard: boolean;
  /** That version: a commit, tag or branch; undefined: the last release. */
  readonly against: string | undefined;
}

export const usage = `Usage: npm run bench -- [options]

  --quick                  one round, without warming up: to see that it runs
  --rounds 6               how often each case is measured, in three starts
  --seconds 1              for how long
  --users 100000           in the directory
  --only-peers plain,flask some of: ${peers.map(({ id }) => id).join(", ")}
  --only-cases one,create  some of: ${cases.map(({ id }) => id).join(", ")}
  --write                  write docs/benchmarks.md and its plots
  --guard                  Roster beside its last release: fails when a median is worse by more than 10 %
  --against REF            with --guard: beside this commit, tag or branch
`;

const chosen = <Item extends { readonly id: string }>(
  option: string,
  items: readonly Item[],
  ids: string | undefined,
): readonly Item[] => {
  const wanted = ids?.split(",") ?? items.map(({ id }) => id);
  const unknown = wanted.find((id) => !items.some((item) => item.id === id));
  if (unknown === undefined) return items.filter(({ id }) => wanted.includes(id));
  throw new RangeError(`--${option}: ${unknown} is none of ${items.map(({ id }) => id).join(", ")}`);
};

const read = (commandLine: readonly string[]): BenchOptions | undefined => {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      seconds: { type: "string", default: "1" },
      users: { type: "string", default: "100000" },
      "only-peers": { type: "string" },
      "only-cases": { type: "string" },
      write: { type: "boolean", default: false },
      guard: { type: "boolean", default: false },
      against: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { quick, write, guard, against } = values;
  if (values.help) return undefined;
  if (against !== undefined && !guard) throw new RangeError("--against goes with --guard");
  if (guard && (write || values["only-peers"] !== undefined)) {
    throw new RangeError("--guard measures no peers, and writes no page");
  }
  return {
    rounds: wholeNumber("rounds", values.rounds ?? (quick ? "1" : "6"), 1),
    seconds: wholeNumber("seconds", values.seconds, 1),
    starts: quick ? 1 : 3,
    warmUp: !quick,
    // The cases ask for pages of 20.
    users: wholeNumber("users", values.users, 1000),
    peers: chosen("only-peers", peers, values["only-peers"]),
    cases: chosen("only-cases", cases, values["only-cases"]),
    write,
    guard,
    against,
  };
};

/** The options; undefined: help is wanted; a text: in one line why nothing can be measured. */
export const readBenchOptions = (commandLine: readonly string[]): BenchOptions | undefined | string => {
  try {
    return read(commandLine);
  } catch (error) {
    return (error as Error).message;
  }
};

/** In one line why nothing can be measured here; undefined when it can. */
export const obstacleHere = (): string | undefined => {
  if (process.platform !== "linux") return "Only Linux tells, in /proc, what processes take, and pins them to cores";
  if (findProgram("wrk") === undefined) return "The load is put on by wrk, which is not installed (Debian: wrk)";
  return undefined;
};
