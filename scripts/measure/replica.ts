/** A Roster as a process of its own, to put load on. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";

export interface Replica extends AsyncDisposable {
  readonly address: string;
  readonly pid: number;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const startBoundMilliseconds = 30_000;

const isReady = async (address: string): Promise<boolean> => {
  try {
    const response = await fetch(`${address}/readyz`, { headers: { Connection: "close" } });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};

// As it is served, but that the load comes from one address and one key, and that a machine under full load is late.
const settings = { RATE_LIMIT: "off", MAX_CONNECTIONS_PER_ADDRESS: "100000", MAX_EVENT_LOOP_DELAY_MILLISECONDS: "0" };

/** Starts a Roster on a database and waits until it is ready. Rejects, with what it said, when it is not in time. */
export const startReplica = async (environment: Readonly<Record<string, string>>): Promise<Replica> => {
  const port = await freePort();
  const child = spawn(process.execPath, ["src/start.js"], {
    cwd: root,
    env: { PATH: process.env.PATH, ...settings, ...environment, PORT: String(port) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "close");
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  const address = `http://127.0.0.1:${port}`;
  const start = performance.now();
  while (!(await isReady(address))) {
    if (child.exitCode !== null) throw new Error(`Roster ended: ${complaint.trim()}`);
    if (performance.now() - start > startBoundMilliseconds) {
      await stop();
      throw new Error(`Roster was not ready within ${startBoundMilliseconds / 1000} s: ${complaint.trim()}`);
    }
    await delay(20);
  }
  return { address, pid: child.pid as number, [Symbol.asyncDispose]: stop };
};
