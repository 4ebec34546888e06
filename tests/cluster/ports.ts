/** Ports of this machine for a few minutes. */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { ClusterError } from "./cluster-error.ts";

// Below those that the operating system gives to outgoing connections, which could take one while its server is away.
const lowest = 20_000;
const highest = 32_767;
const attempts = 200;

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().unref();
  const outcome = Promise.race([
    once(server, "listening").then(() => true),
    once(server, "error").then(() => false),
  ]).catch(() => false);
  server.listen(port, "127.0.0.1");
  const free = await outcome;
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
};

/** Finds so many free ports, all different. */
export const findPorts = async (count: number): Promise<readonly number[]> => {
  const ports = new Set<number>();
  for (let attempt = 0; attempt < attempts && ports.size < count; attempt += 1) {
    const port = randomInt(lowest, highest + 1);
    if (await isFree(port)) ports.add(port);
  }
  if (ports.size < count) throw new ClusterError(`There are no ${count} free ports from ${lowest} to ${highest}.`);
  return [...ports];
};
