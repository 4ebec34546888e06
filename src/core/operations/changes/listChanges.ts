import { invalidParameter } from "../../contract/invalid-field.ts";
import { invalidRequest } from "../../contract/problem.ts";
import type { CoreParts } from "../parts.ts";
import { beginningOf, changesGone, cursorOf, isNoCursor } from "./change-cursor.ts";

interface ListChangesInput {
  readonly query: { readonly limit: number; readonly cursor?: string };
}

/** A page of the change log. */
export const listChanges = async (
  { query: { limit, cursor } }: ListChangesInput,
  { changes, cursors }: Pick<CoreParts, "changes" | "cursors">,
) => {
  const beginning = await beginningOf(cursor, { changes, cursors });
  if (beginning === undefined) return invalidRequest([invalidParameter("cursor", ...isNoCursor)]);
  const page = await changes.page({ ...beginning, limit });
  if (page.kind === "gone") return changesGone();
  const next = cursorOf(cursors, page.next);
  return {
    status: 200 as const,
    body: page.changes.map(({ change }) => change),
    headers: {
      "Cache-Control": "no-store" as const,
      "Changes-Cursor": next,
      ...(page.hasMore && { Link: `</api/changes?limit=${limit}&cursor=${next}>; rel="next"` }),
    },
  };
};
