/** One language after its page: a client is made and compiled, and its program run against a Roster of its own. */
import { cp, mkdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { type RosterProcess, runFile, startRosterProcess } from "../support/process.ts";
import { runProgram } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import type { Language } from "./languages.ts";
import { pageOf, readPage, walkOf } from "./pages.ts";
import type { Outcome } from "./table.ts";

/** What the program has to have changed, as Roster tells it. */
const expectedChanges = "user created, user updated, contact created, contact deleted, user deleted";

export interface Trial extends Outcome {
  /** What went wrong; empty when nothing did. */
  readonly complaint: string;
}

const createKey = async (environment: Readonly<Record<string, string>>, scopes: string): Promise<string> => {
  const commandLine = ["create", "--name", "clients", "--scopes", scopes, "--expires", "1d"];
  const { exitCode, stdout, stderr } = await runFile("scripts/keys.ts", commandLine, environment);
  if (exitCode !== 0) throw new Error(`There is no key: ${stderr}`);
  return stdout.trim();
};

const isOfThisProject = (folder: string): boolean => folder.includes("node_modules");

/** What a reader's shell has: of this project, the version of Node alone. */
const shellEnvironment = (address: string, key: string): NodeJS.ProcessEnv => {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => !isOfThisProject(folder));
  const inherited = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith("npm_"));
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(process.execPath), ...folders].join(delimiter),
    ROSTER_URL: address,
    ROSTER_KEY: key,
  };
};

/** What was changed with a key, in order. */
const readChanges = async (address: string, key: string): Promise<string> => {
  const response = await fetch(`${address}/api/changes`, { headers: { authorization: `Bearer ${key}` } });
  const changes = (await response.json()) as readonly { actor: string; subject: string; kind: string }[];
  return changes
    .filter(({ actor }) => actor.startsWith("key:"))
    .map(({ subject, kind }) => `${subject} ${kind}`)
    .join(", ");
};

const follow = async (
  language: Language,
  folder: string,
  roster: RosterProcess,
  environment: Readonly<Record<string, string>>,
): Promise<Trial> => {
  const { preparation, run, transcript } = walkOf(readPage(pageOf(language)));
  const key = await createKey(environment, "users:write,contacts:read,contacts:write");
  const shell = { cwd: folder, env: shellEnvironment(roster.address, key) };
  const runScript = (script: string) => runProgram("sh", ["-e", "-c", script], shell);
  for (const script of preparation) {
    const { exitCode, output } = await runScript(script);
    if (exitCode !== 0) return { compiles: false, scenario: false, complaint: `${script}${output}` };
  }
  const { exitCode, output } = await runScript(run);
  const printed = stripVTControlCharacters(output).trim();
  const fails = (complaint: string): Trial => ({ compiles: true, scenario: false, complaint });
  if (exitCode !== 0 || printed !== transcript.trim()) return fails(`${run}${printed}\n\nexpected:\n${transcript}`);
  const changes = await readChanges(roster.address, await createKey(environment, "changes:read"));
  if (changes !== expectedChanges) return fails(`It changed: ${changes}\n\nexpected: ${expectedChanges}`);
  return { compiles: true, scenario: true, complaint: "" };
};

/** Tries one language in a folder that is gone afterwards, with a new directory and a new key. */
export const tryLanguage = async (language: Language): Promise<Trial> => {
  await using directory = await temporaryDirectory();
  const folder = join(directory.path, "client");
  await mkdir(folder);
  await cp(fileURLToPath(new URL(language.name, import.meta.url)), folder, { recursive: true });
  const environment = { DATABASE_URL: directory.databaseUrl };
  const roster = await startRosterProcess(environment);
  try {
    return await follow(language, folder, roster, environment);
  } finally {
    roster.child.kill("SIGTERM");
    await roster.ended;
  }
};
