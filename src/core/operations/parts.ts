/** What the core gives to every handler, beside what the application gives. */
import type { Metrics } from "../observe/metrics.ts";
import type { Readiness } from "../observe/readiness.ts";
import type { CursorCodec } from "../resource/cursor.ts";
import type { ChangeFeed } from "../store/change-feed.ts";
import type { Documents } from "./documentation/documents.ts";

export interface CoreParts {
  readonly changes: ChangeFeed;
  readonly cursors: CursorCodec;
  readonly readiness: Readiness;
  readonly metrics: Pick<Metrics, "expose">;
  readonly documents: Documents;
}
