/** Who runs PostgreSQL: it refuses to run as root. */
import { chown, readFile } from "node:fs/promises";
import { ClusterError } from "./cluster-error.ts";

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** The user `postgres` where this process is root's; undefined: whoever runs this process. Throws a ClusterError. */
export const findIdentity = async (): Promise<Identity | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile("/etc/passwd", "utf8");
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  if (uid === undefined) {
    throw new ClusterError("PostgreSQL does not run as root, and there is no user postgres (package postgresql).");
  }
  return { uid: Number(uid), gid: Number(gid) };
};

/** Gives a file or a directory to the one who runs PostgreSQL. */
export const giveTo = async (identity: Identity | undefined, path: string): Promise<void> => {
  if (identity) await chown(path, identity.uid, identity.gid);
};
