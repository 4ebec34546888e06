/** Everything that handlers may be given; each names the part that it needs. */
import type { Metrics } from "../core/observe/metrics.ts";
import type { Readiness } from "../core/observe/readiness.ts";
import type { Documents } from "../core/operations/documentation/documents.ts";
import type { CursorCodec } from "../core/resource/cursor.ts";
import type { ChangeFeed } from "../core/store/change-feed.ts";
import type { Queries } from "../core/store/queries/queries.ts";
import type { Writer } from "../core/store/writer/writer.ts";
import type { Contacts } from "../directory/contacts.ts";

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
