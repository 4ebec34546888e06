/** Puts the cluster together, and takes it apart again. */
import { randomBytes } from "node:crypto";
import { formatSealingKey, newSealingKey } from "../../src/directory/sealing/sealing-key.ts";
import type { Daemon } from "./daemon.ts";
import { type Access, createDatabase, databaseUrl } from "./database.ts";
import { startEtcd } from "./etcd.ts";
import { type Haproxy, startHaproxy } from "./haproxy.ts";
import { isReplicated, type Member, startMember } from "./patroni.ts";
import type { MemberPorts, Passwords } from "./patroni-config.ts";
import { findPorts } from "./ports.ts";
import { startRedis } from "./redis.ts";
import { createReplica, type Replica, type ReplicaOptions } from "./roster.ts";
import type { Site } from "./site.ts";
import { waitFor } from "./wait.ts";

/** Disposing it ends every process of it. */
export interface Cluster extends AsyncDisposable {
  readonly members: readonly Member[];
  readonly replicas: readonly [Replica, Replica];
  readonly haproxy: Haproxy;
  readonly redis: { readonly kill: () => Promise<void>; readonly start: () => Promise<void> };
  /** What an operator needs to make an API key. */
  readonly options: ReplicaOptions;
  /** Roster's own way to the database, through HAProxy. */
  readonly access: Access;
  /** Where Roster is reached, through HAProxy. */
  readonly address: string;
}

const memberNames = ["postgresql-1", "postgresql-2"] as const;
const portCount = 12;

/** Hexadecimal: it needs no escape in a URL, in SQL or in a configuration file. */
const newPassword = (): string => randomBytes(16).toString("hex");

const startMembers = async (
  site: Site,
  ports: readonly [MemberPorts, MemberPorts],
  etcdPort: number,
  passwords: Passwords,
  parts: AsyncDisposableStack,
): Promise<readonly Member[]> => {
  const members: Member[] = [];
  for (const [index, name] of memberNames.entries()) {
    members.push(parts.use(await startMember(site, { name, ports: ports[index === 0 ? 0 : 1], etcdPort, passwords })));
  }
  const areReplicated = async (): Promise<boolean> => {
    for (const member of members) member.assertRunning();
    return await isReplicated(members);
  };
  await waitFor("A leader with a synchronous standby", areReplicated, { seconds: 60, signal: site.signal });
  return members;
};

const createRedis = async (site: Site, port: number, parts: AsyncDisposableStack): Promise<Cluster["redis"]> => {
  let daemon: Daemon = await startRedis(site, port);
  parts.defer(() => daemon[Symbol.asyncDispose]());
  return {
    kill: async () => {
      daemon.kill("SIGKILL");
      await daemon.ended;
    },
    start: async () => {
      daemon = await startRedis(site, port);
    },
  };
};

/** Starts everything, Roster's replicas last. */
export const startCluster = async (site: Site, tell: (text: string) => void): Promise<Cluster> => {
  await using parts = new AsyncDisposableStack();
  const ports = await findPorts(portCount);
  const port = (index: number): number => ports[index] ?? 0;
  const passwords: Passwords = { superuser: newPassword(), replication: newPassword() };
  const door = port(0);
  const access: Access = { port: door, user: "roster", password: newPassword(), database: "roster" };
  const memberPorts = [
    { postgresql: port(1), rest: port(2) },
    { postgresql: port(3), rest: port(4) },
  ] as const;

  tell("starting etcd and Redis");
  parts.use(await startEtcd(site, [port(5), port(6)]));
  const redis = await createRedis(site, port(7), parts);
  tell("starting two members of PostgreSQL");
  const members = await startMembers(site, memberPorts, port(5), passwords, parts);
  tell("starting HAProxy");
  const common = {
    databaseUrl: databaseUrl(access),
    redisUrl: `redis://127.0.0.1:${port(7)}`,
    sealingKeys: formatSealingKey(newSealingKey()),
  };
  const options = { ...common, name: "roster-1", port: port(8) };
  const replicas = [createReplica(site, options), createReplica(site, { ...common, name: "roster-2", port: port(9) })];
  const haproxy = parts.use(
    await startHaproxy(site, {
      database: {
        port: door,
        servers: memberNames.map((name, index) => {
          const { postgresql, rest } = memberPorts[index === 0 ? 0 : 1];
          return { name, port: postgresql, healthPort: rest };
        }),
      },
      roster: {
        port: port(10),
        servers: [
          { name: "roster-1", port: port(8) },
          { name: "roster-2", port: port(9) },
        ],
      },
      statusPort: port(11),
    }),
  );
  const superuser = { ...access, user: "postgres", password: passwords.superuser, database: "postgres" };
  await waitFor("A database through HAProxy", () => createDatabase(superuser, access).then(() => true), {
    seconds: 20,
    signal: site.signal,
  });
  const [first, second] = replicas.map((replica) => parts.use(replica)) as [Replica, Replica];
  const running = parts.move();
  return {
    members,
    replicas: [first, second],
    haproxy,
    redis,
    options,
    access,
    address: `http://127.0.0.1:${port(10)}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};
