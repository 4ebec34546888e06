/** Everything that handlers may be given; each names the part that it needs. */
import type { Metrics } from "../observe/metrics.ts";
import type { Readiness } from "../observe/readiness.ts";
import type { ChangeFeed } from "../store/change-feed.ts";
import type { Contacts } from "../store/contacts.ts";
import type { Queries } from "../store/queries/queries.ts";
import type { Writer } from "../store/writer/writer.ts";
import type { CursorCodec } from "./cursor.ts";
import type { Documents } from "./documentation/documents.ts";

export interface Dependencies extends Pick<Queries, "users" | "data"> {
  readonly contacts: Pick<Contacts, "findWithEntity" | "findByEmail" | "findSame" | "seal">;
  readonly changes: ChangeFeed;
  readonly writer: Pick<Writer, "run" | "runOnce">;
  readonly cursors: CursorCodec;
  readonly readiness: Readiness;
  readonly metrics: Pick<Metrics, "expose">;
  readonly documents: Documents;
}

/** Some of the dependencies. */
export type Needs<Name extends keyof Dependencies> = Pick<Dependencies, Name>;
