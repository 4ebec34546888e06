/** Cursors of changes, which are the same in pages and in streams. */

import { type ProblemReply, problem } from "../../contract/problem.ts";
import type { CursorCodec, CursorList } from "../../resource/cursor.ts";
import type { ChangePlace } from "../../store/queries/change-place.ts";
import type { CoreParts } from "../parts.ts";

const list: CursorList = ["changes"];

/** Stands for the place behind the newest change. It has no signature, so that it is no other cursor. */
const now = "now";

/** The cursor for a place. */
export const cursorOf = (cursors: CursorCodec, { transaction, sequence }: ChangePlace): string =>
  cursors.encode([transaction, sequence], list);

const placeOf = (cursors: CursorCodec, cursor: string): ChangePlace | undefined => {
  const [transaction, sequence] = cursors.decode(cursor, list) ?? [];
  return typeof transaction === "number" && typeof sequence === "number" ? { transaction, sequence } : undefined;
};

/** Where a reader begins, in the terms of the store; undefined when the cursor is none that Roster made. */
export const beginningOf = async (
  cursor: string | undefined,
  { changes, cursors }: Pick<CoreParts, "changes" | "cursors">,
): Promise<{ readonly after?: ChangePlace } | undefined> => {
  if (cursor === undefined) return {};
  const after = cursor === now ? await changes.newest() : placeOf(cursors, cursor);
  return after && { after };
};

/** The code and the message of the error of a cursor. */
export const isNoCursor = ["cursor", "is not a cursor of changes"] as const;

/** The 410 to a reader who comes too late. */
export const changesGone = (): ProblemReply<410> =>
  problem("changes-gone", "Changes behind this cursor are no longer kept. Begin anew, from cursor=now and a snapshot.");
