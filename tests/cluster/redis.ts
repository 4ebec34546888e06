/** Redis: what the replicas of Roster share besides the database. */

import { once } from "node:events";
import { connect } from "node:net";
import { type Daemon, startDaemon } from "./daemon.ts";
import type { Site } from "./site.ts";
import { waitFor } from "./wait.ts";

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, "127.0.0.1");
  try {
    socket.setTimeout(1_000, () => socket.destroy(new Error("no answer")));
    socket.write("PING\r\n");
    const [answer] = await once(socket, "data");
    return String(answer).startsWith("+PONG");
  } finally {
    socket.destroy();
  }
};

/** Starts a Redis that keeps nothing on disk, and resolves when it answers. */
export const startRedis = async ({ directory, identity, programs, signal }: Site, port: number): Promise<Daemon> => {
  const daemon = startDaemon({
    name: "redis",
    file: programs.redis,
    commandLine: ["--bind", "127.0.0.1", "--port", `${port}`, "--save", "", "--appendonly", "no", "--dir", directory],
    identity,
    directory,
  });
  const isThere = async (): Promise<boolean> => {
    daemon.assertRunning();
    return await answers(port);
  };
  await waitFor("A Redis that answers", isThere, { seconds: 10, signal });
  return daemon;
};
