/** What `npm run backup` and `npm run restore` have in common: one file, and a database that is a file too. */
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { app } from "../../src/app.ts";
import { parseDatabaseUrl } from "../../src/core/database/location.ts";
import { readConfig } from "../../src/core/settings/config.ts";
import { StartError } from "../../src/core/start-error.ts";
import type { RosterConfig } from "../../src/directory/open.ts";
import { UsageError } from "../keys/arguments.ts";

export interface Job {
  /** The file that was named, absolute. */
  readonly file: string;
  /** The database of the settings, absolute. */
  readonly database: string;
  readonly force: boolean;
  /** How many files are kept in the folder that was named; undefined where none was asked for. */
  readonly keep: number | undefined;
  readonly config: RosterConfig;
}

export const say = (line: string | undefined): void => {
  if (line !== undefined) process.stderr.write(`${line}\n`);
};

const realPathOf = (filename: string): string => {
  try {
    return realpathSync(filename);
  } catch {
    return filename;
  }
};

const embeddedDatabase = ({ databaseUrl }: RosterConfig): string => {
  const location = parseDatabaseUrl(databaseUrl);
  if (location.engine === "sqlite") return location.filename;
  throw new UsageError(
    "This is for the embedded database. PostgreSQL has its own: pg_dump and pg_restore (docs/operations.md).",
  );
};

const keepOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError("--keep takes a number from 1 to 9999.");
  return Number(text);
};

/** The arguments, checked; undefined when help is wanted. Throws a UsageError, or a ConfigError. */
const parseJob = (commandLine: string[]): Job | undefined => {
  const { values, positionals } = parseArgs({
    args: commandLine,
    allowPositionals: true,
    options: { force: { type: "boolean" }, keep: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return undefined;
  const [name, ...surplus] = positionals;
  if (name === undefined || name === "") throw new UsageError("Which file? Try --help.");
  if (surplus.length > 0) throw new UsageError(`"${surplus[0]}" is one argument too many. Try --help.`);
  const config = readConfig(app);
  const database = embeddedDatabase(config);
  const file = resolve(name);
  if (realPathOf(file) === realPathOf(database)) throw new UsageError(`${file} is the database itself.`);
  return { file, database, force: values.force === true, keep: keepOf(values.keep), config };
};

const isExpected = (error: unknown): error is Error =>
  [UsageError, StartError].some((kind) => error instanceof kind) ||
  String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");

/** Runs a command. What fails is said in one line, and leaves the exit code 1. */
export const runCommand = async (name: string, usage: string, run: (job: Job) => Promise<void>): Promise<void> => {
  try {
    const job = parseJob(process.argv.slice(2));
    if (job === undefined) process.stdout.write(usage);
    else await run(job);
  } catch (error) {
    process.stderr.write(`${name}: ${isExpected(error) ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
};
