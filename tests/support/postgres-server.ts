/** A real PostgreSQL server for tests, from npm: nothing has to be installed. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../scripts/measure/free-port.ts";
import type { PostgresPrograms } from "./postgres-programs.ts";

export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  /** The URL of one of its databases, as the user who may do everything. */
  readonly urlOf: (database: string) => string;
  /** The process that all others of the server come from. */
  readonly pid: () => number;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

// A server that is ready says so in the language of its user.
const environment = { ...process.env, LC_ALL: "C" };

const initialise = async (
  { initdb, user }: PostgresPrograms,
  directory: string,
  data: string,
  password: string,
): Promise<void> => {
  const passwordFile = join(directory, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [directory, passwordFile]) await chown(path, user.uid, user.gid);
  }
  const options = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--no-sync"];
  // A language whose order and whose letters' cases are not those of code points: what compares must not rely on it.
  const locale = ["--encoding=UTF8", "--no-locale", "--locale-provider=icu", "--icu-locale=en"];
  const commandLine = [`--pgdata=${data}`, ...options, ...locale];
  await promisify(execFile)(initdb, commandLine, { ...user, cwd: directory, env: environment });
};

const startProcess = async (
  { postgres, user }: PostgresPrograms,
  data: string,
  settings: Readonly<Record<string, string | number>>,
): Promise<ChildProcess> => {
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(postgres, ["-D", data, ...options], {
    ...user,
    cwd: data,
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  const ready = Promise.withResolvers<void>();
  server.once("error", ready.reject);
  server.once("close", () => ready.reject(new Error(`PostgreSQL did not start: ${log}`)));
  server.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log = `${log}${text}`.slice(-10_000);
    if (log.includes("ready to accept connections")) ready.resolve();
  });
  // A process that ends without stopping it leaves no server behind.
  const end = (): void => void server.kill("SIGINT");
  process.once("exit", end);
  server.once("exit", () => process.off("exit", end));
  await ready.promise;
  return server;
};

const stopProcess = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  // Fast shutdown; Windows has no such signal.
  if (process.platform === "win32") await promisify(execFile)("taskkill", ["/pid", String(server.pid), "/f", "/t"]);
  else server.kill("SIGINT");
  await ended;
};

/**
 * Starts a server with a directory of its own. `settings` are those of postgresql.conf; `prepareDirectory` puts files there
 * before the start, which are then the server's.
 */
export const startPostgresServer = async (
  programs: PostgresPrograms,
  settings: Readonly<Record<string, string>> = {},
  prepareDirectory: (path: string) => Promise<void> = async () => {},
): Promise<PostgresServer> => {
  const { uid, gid } = programs.user;
  const directory = await mkdtemp(join(programs.directory, "roster-postgres-"));
  await chmod(directory, 0o755);
  const data = join(directory, "data");
  const password = randomBytes(12).toString("hex");
  const port = await freePort();
  const fixed = { listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "300" };
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    const running = server;
    server = undefined;
    if (running !== undefined) await stopProcess(running);
  };
  const start = async (): Promise<void> => {
    server = await startProcess(programs, data, { port, ...fixed, ...settings });
  };
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true, maxRetries: 5 });
  try {
    await initialise(programs, directory, data, password);
    await prepareDirectory(data);
    if (uid !== undefined && gid !== undefined) {
      for (const name of await readdir(data)) await chown(join(data, name), uid, gid);
    }
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    port,
    urlOf: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    pid: () => server?.pid ?? Number.NaN,
    stop,
    start,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await remove();
    },
  };
};
