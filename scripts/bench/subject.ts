/** What is measured: Roster, in one of its forms or versions, or a peer. */
import { fileURLToPath } from "node:url";
import type { Launch } from "./running.ts";
import type { PeerPackages } from "./setup.ts";

/** What a subject is given. */
export interface Workspace {
  /** A file of its own, with the same rows as everybody's. */
  readonly databaseFile: string;
  /** The key that may write. */
  readonly key: string;
  /** What Roster seals contacts with. */
  readonly sealingKey: string;
}

export interface Subject {
  readonly id: string;
  readonly title: string;
  /** The Roster whose schema its database has. */
  readonly checkout: string;
  /** The cases that it can answer; all of them where it says nothing. */
  readonly caseIds?: readonly string[];
  /** The packages that it needs beside Roster's own. */
  readonly packages?: PeerPackages;
  readonly launch: (workspace: Workspace) => Launch;
}

/** The top of this project. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
