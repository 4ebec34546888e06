import type { EventStream, ServerSentEvent } from "../../contract/event-stream.ts";
import { type InvalidField, invalidParameter } from "../../contract/invalid-field.ts";
import { invalidRequest } from "../../contract/problem.ts";
import type { ChangePlace } from "../../store/queries/change-place.ts";
import type { PlacedChange } from "../../store/queries/changes.ts";
import type { CoreParts } from "../parts.ts";
import { beginningOf, changesGone, cursorOf, isNoCursor } from "./change-cursor.ts";

type Needs = Pick<CoreParts, "changes" | "cursors">;

/** How many changes wait in memory for each reader that is slow. */
const changesAtOnce = 100;

const isNoLastEventId = (): InvalidField => {
  const [code, message] = isNoCursor;
  return { header: "Last-Event-ID", code, message };
};

const createStream = (from: ChangePlace, { changes, cursors }: Needs): EventStream =>
  async function* (signal) {
    const eventOf = ({ change, place }: PlacedChange): ServerSentEvent => ({
      id: cursorOf(cursors, place),
      event: "change",
      data: change,
    });
    // Whoever is cut off before the first change knows where to go on, too.
    yield [{ id: cursorOf(cursors, from) }];
    for await (const some of changes.follow({ after: from, limit: changesAtOnce, signal })) yield some.map(eventOf);
  };

interface StreamChangesInput {
  readonly query: { readonly cursor?: string };
  readonly headers: { readonly "Last-Event-ID"?: string };
}

/** The change log as server-sent events, which go on. */
export const streamChanges = async (
  { query: { cursor }, headers: { "Last-Event-ID": lastEventId } }: StreamChangesInput,
  needs: Needs,
) => {
  const beginning = await beginningOf(lastEventId ?? cursor, needs);
  if (beginning === undefined) {
    return invalidRequest([lastEventId === undefined ? invalidParameter("cursor", ...isNoCursor) : isNoLastEventId()]);
  }
  // What fails now is still a problem with a status of its own.
  const page = await needs.changes.page({ ...beginning, limit: 1 });
  if (page.kind === "gone") return changesGone();
  return {
    status: 200 as const,
    body: createStream(page.from, needs),
    headers: { "Cache-Control": "no-store" as const },
  };
};
