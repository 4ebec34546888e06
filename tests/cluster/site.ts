/** What every part of the cluster is given. */
import type { Identity } from "./identity.ts";
import type { Programs } from "./programs.ts";

export interface Site {
  /** Data, logs and configuration, reachable by the one who runs PostgreSQL. */
  readonly directory: string;
  /** Who runs everything but Roster. */
  readonly identity: Identity | undefined;
  readonly programs: Programs;
  /** Aborted: nothing is waited for any more. */
  readonly signal: AbortSignal;
}
