/** A replica of Roster: the process as a supervisor runs it. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ClusterError } from "./cluster-error.ts";
import { type Daemon, startDaemon } from "./daemon.ts";
import type { Site } from "./site.ts";
import { waitFor } from "./wait.ts";

export interface ReplicaOptions {
  readonly name: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly sealingKeys: string;
}

/** Disposing it ends the process. */
export interface Replica extends AsyncDisposable {
  readonly name: string;
  /** Starts the process and resolves when it is ready. */
  readonly start: () => Promise<void>;
  /** SIGKILL: the process is gone in the middle of what it does. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, as a supervisor stops it. Throws unless it ends by itself with exit code 0. */
  readonly stop: () => Promise<void>;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Longer than HAProxy takes to notice. */
const drainSeconds = 2;

const environmentOf = ({ port, databaseUrl, redisUrl, sealingKeys }: ReplicaOptions): Record<string, string> => ({
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  PORT: `${port}`,
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  SEALING_KEYS: sealingKeys,
  DRAIN_SECONDS: `${drainSeconds}`,
  // Counted as always, but the whole load comes from one address, with one key.
  RATE_LIMIT: "requests=1000000/60,writes=1000000/60",
});

/** Makes an API key that may write users, as an operator makes it. The first one to open the database also prepares it. */
export const createApiKey = async (options: ReplicaOptions, signal: AbortSignal): Promise<string> => {
  const commandLine = ["scripts/keys.ts", "create", "--name", "cluster", "--scopes", "users:write", "--expires", "1h"];
  const env = { PATH: process.env.PATH, ...environmentOf(options) };
  const { stdout } = await promisify(execFile)(process.execPath, commandLine, { cwd: root, env, signal });
  return stdout.trim();
};

/** Makes a replica, which does not run yet. */
export const createReplica = (site: Site, options: ReplicaOptions): Replica => {
  const { name, port } = options;
  let daemon: Daemon | undefined;
  const isReady = async (): Promise<boolean> => {
    daemon?.assertRunning();
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.timeout(3_000),
      headers: { connection: "close" },
    });
    return response.ok;
  };
  return {
    name,
    start: async () => {
      daemon = startDaemon({
        name,
        file: process.execPath,
        commandLine: ["src/start.js"],
        environment: environmentOf(options),
        workingDirectory: root,
        directory: site.directory,
        stopSeconds: 20,
      });
      await waitFor(`A ready ${name}`, isReady, { seconds: 30, signal: site.signal });
    },
    kill: async () => {
      daemon?.kill("SIGKILL");
      await daemon?.ended;
    },
    stop: async () => {
      daemon?.kill("SIGTERM");
      const exitCode = await daemon?.ended;
      if (exitCode !== 0) throw new ClusterError(`${name} ended with ${exitCode ?? "a signal"} instead of 0.`);
    },
    [Symbol.asyncDispose]: async () => await daemon?.[Symbol.asyncDispose](),
  };
};
