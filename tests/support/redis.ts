/** A real Redis for tests; Debian's package redis-server has it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { Redis } from "ioredis";
import { freePort } from "../../scripts/measure/free-port.ts";
import { findProgram } from "./program.ts";
import { until } from "./until.ts";

/** Undefined where it is not installed. */
export const redisProgram = findProgram("redis-server");

export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly process: () => ChildProcess;
  readonly stop: () => Promise<void>;
  /** Resolves when it answers. */
  readonly start: () => Promise<void>;
}

const answers = async (url: string): Promise<boolean> => {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on("error", () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
};

/** Starts a Redis that keeps nothing. */
export const startRedis = async (): Promise<RedisServer> => {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let running: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (running === undefined) return;
    const ended = once(running, "close");
    running.kill("SIGKILL");
    running = undefined;
    await ended;
  };
  const start = async (): Promise<void> => {
    const options = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"];
    running = spawn(redisProgram ?? "redis-server", [...options, "--dir", tmpdir()], { stdio: "ignore" });
    await until(() => answers(url));
  };
  await start();
  return {
    url,
    process: () => {
      if (running === undefined) throw new Error("Redis does not run.");
      return running;
    },
    stop,
    start,
    [Symbol.asyncDispose]: stop,
  };
};
