/** The programs that a cluster is made of, and where Debian has them from. */
import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findProgram, isExecutable } from "../support/program.ts";
import { ClusterError } from "./cluster-error.ts";

export interface Programs {
  readonly etcd: string;
  readonly patroni: string;
  readonly haproxy: string;
  readonly redis: string;
  /** The folder of PostgreSQL's server programs: Debian keeps them off the path, one folder for each version. */
  readonly postgresql: string;
}

const debianPostgresql = "/usr/lib/postgresql";

const versionsOf = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).toSorted((left, right) => Number(right) - Number(left));
  } catch {
    return [];
  }
};

const findPostgresql = (): string | undefined => {
  const versions = versionsOf(debianPostgresql).map((version) => join(debianPostgresql, version, "bin"));
  return [...versions, ...(process.env.PATH ?? "").split(delimiter)].find((folder) =>
    ["postgres", "initdb", "pg_basebackup", "pg_rewind"].every((name) => isExecutable(join(folder, name))),
  );
};

/** Finds every program. Throws a ClusterError that names those that are missing, and the package of each. */
export const findPrograms = (): Programs => {
  const etcd = findProgram("etcd");
  const patroni = findProgram("patroni");
  const haproxy = findProgram("haproxy");
  const redis = findProgram("redis-server") ?? findProgram("valkey-server");
  const postgresql = findPostgresql();
  if (etcd && patroni && haproxy && redis && postgresql) return { etcd, patroni, haproxy, redis, postgresql };
  const missing = [
    !etcd && "etcd (package etcd-server)",
    !patroni && "patroni (packages patroni and python3-etcd)",
    !haproxy && "haproxy (package haproxy)",
    !redis && "redis-server (package redis-server)",
    !postgresql && "postgres (package postgresql)",
  ].filter((text) => text !== false);
  throw new ClusterError(`These programs are missing: ${missing.join(", ")}.`);
};
