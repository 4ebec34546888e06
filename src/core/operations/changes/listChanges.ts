import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";
import { invalidParameter } from "../../contract/invalid-field.ts";
import { invalidRequest } from "../../contract/problem.ts";
import { beginningOf, changesGone, cursorOf, isNoCursor } from "./change-cursor.ts";

export const listChanges = async (
  { query: { limit, cursor } }: Input<"listChanges">,
  { changes, cursors }: Needs<"changes" | "cursors">,
): Reply<"listChanges"> => {
  const beginning = await beginningOf(cursor, { changes, cursors });
  if (beginning === undefined) return invalidRequest([invalidParameter("cursor", ...isNoCursor)]);
  const page = await changes.page({ ...beginning, limit });
  if (page.kind === "gone") return changesGone();
  const next = cursorOf(cursors, page.next);
  return {
    status: 200,
    body: page.changes.map(({ change }) => change),
    headers: {
      "Cache-Control": "no-store",
      "Changes-Cursor": next,
      ...(page.hasMore && { Link: `</api/changes?limit=${limit}&cursor=${next}>; rel="next"` }),
    },
  };
};
