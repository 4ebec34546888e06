/** HAProxy: before the database and before Roster. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Daemon, startDaemon } from "./daemon.ts";
import { type Doors, haproxyConfig } from "./haproxy-config.ts";
import { giveTo } from "./identity.ts";
import type { Site } from "./site.ts";
import { waitFor } from "./wait.ts";

export interface Haproxy extends Daemon {
  /** Whether it sends requests to this replica of Roster. */
  readonly takesIn: (replica: string) => Promise<boolean>;
}

/** The state of each server, as `ready,roster-1,…,UP` lines have it. */
const readStatus = async (port: number): Promise<readonly (readonly string[])[]> => {
  const response = await fetch(`http://127.0.0.1:${port}/;csv`, {
    signal: AbortSignal.timeout(2_000),
    headers: { connection: "close" },
  });
  return (await response.text()).split("\n").map((line) => line.split(","));
};

const statusColumn = 17;

/** Starts it and resolves when its doors are open. */
export const startHaproxy = async ({ directory, identity, programs, signal }: Site, doors: Doors): Promise<Haproxy> => {
  const configFile = join(directory, "haproxy.cfg");
  await writeFile(configFile, haproxyConfig(doors));
  await giveTo(identity, configFile);
  const daemon = startDaemon({
    name: "haproxy",
    file: programs.haproxy,
    commandLine: ["-db", "-f", configFile],
    identity,
    directory,
    stopSeconds: 1,
  });
  const isOpen = async (): Promise<boolean> => {
    daemon.assertRunning();
    return (await readStatus(doors.statusPort)).length > 0;
  };
  await waitFor("An HAProxy that listens", isOpen, { seconds: 10, signal });
  return {
    ...daemon,
    takesIn: async (replica) => {
      const rows = await readStatus(doors.statusPort);
      return rows.some(
        ([backend, server, ...rest]) =>
          backend === "ready" && server === replica && rest[statusColumn - 2]?.startsWith("UP") === true,
      );
    },
  };
};
