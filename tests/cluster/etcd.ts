/** etcd: where Patroni's members agree on who leads. */
import { join } from "node:path";
import { type Daemon, startDaemon } from "./daemon.ts";
import type { Site } from "./site.ts";
import { fetchJson, waitFor } from "./wait.ts";

/** Starts one member on two ports and resolves when it is healthy. */
export const startEtcd = async (
  { directory, identity, programs, signal }: Site,
  [clientPort, peerPort]: readonly [number, number],
): Promise<Daemon> => {
  const [client, peer] = [clientPort, peerPort].map((port) => `http://127.0.0.1:${port}`) as [string, string];
  const daemon = startDaemon({
    name: "etcd",
    file: programs.etcd,
    commandLine: [
      ...["--name", "etcd", "--data-dir", join(directory, "etcd")],
      ...["--listen-client-urls", client, "--advertise-client-urls", client],
      ...["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", `etcd=${peer}`],
    ],
    identity,
    directory,
  });
  const isHealthy = async (): Promise<boolean> => {
    daemon.assertRunning();
    return ((await fetchJson(`${client}/health`)) as { health?: string }).health === "true";
  };
  await waitFor("A healthy etcd", isHealthy, { seconds: 20, signal });
  return daemon;
};
