/** Patroni's configuration of one member, with what makes a fail-over take seconds. */
import { join } from "node:path";

export interface MemberPorts {
  readonly postgresql: number;
  readonly rest: number;
}

/** The passwords of a cluster: made for one run, and gone with it. */
export interface Passwords {
  readonly superuser: string;
  readonly replication: string;
}

export interface MemberOptions {
  readonly name: string;
  readonly ports: MemberPorts;
  /** Of the member alone. */
  readonly directory: string;
  readonly etcdPort: number;
  readonly programs: string;
  readonly passwords: Passwords;
}

/**
 * Writes to one member wait for the other (`synchronous_mode`), so that no acknowledged write is lost with the leader; not
 * strictly, so that one member alone goes on. A leader that is not heard of for `ttl` seconds is replaced.
 */
const policy = {
  ttl: 5,
  loop_wait: 1,
  retry_timeout: 2,
  primary_start_timeout: 0,
  synchronous_mode: true,
  postgresql: {
    use_pg_rewind: true,
    use_slots: true,
    parameters: { max_connections: 100, wal_retrieve_retry_interval: "500ms" },
  },
};

/** The configuration file, as JSON, which is YAML too. It holds passwords. */
export const patroniConfig = ({ name, ports, directory, etcdPort, programs, passwords }: MemberOptions): string =>
  JSON.stringify({
    scope: "roster",
    name,
    restapi: { listen: `127.0.0.1:${ports.rest}`, connect_address: `127.0.0.1:${ports.rest}` },
    etcd3: { hosts: [`127.0.0.1:${etcdPort}`] },
    bootstrap: { dcs: policy, initdb: [{ encoding: "UTF8" }, { locale: "C.UTF-8" }, "data-checksums"] },
    postgresql: {
      listen: `127.0.0.1:${ports.postgresql}`,
      connect_address: `127.0.0.1:${ports.postgresql}`,
      data_dir: join(directory, "data"),
      bin_dir: programs,
      pgpass: join(directory, "pgpass"),
      authentication: {
        superuser: { username: "postgres", password: passwords.superuser },
        replication: { username: "replicator", password: passwords.replication },
      },
      pg_hba: ["host replication replicator 127.0.0.1/32 scram-sha-256", "host all all 127.0.0.1/32 scram-sha-256"],
      basebackup: [{ checkpoint: "fast" }],
      parameters: { unix_socket_directories: directory, password_encryption: "scram-sha-256" },
    },
    // There is no watchdog device for a test; where two leaders would be a disaster, there has to be one.
    watchdog: { mode: "off" },
  });
