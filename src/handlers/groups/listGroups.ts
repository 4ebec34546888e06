import { replyPage } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const listGroups = async (
  { query }: Input<"listGroups">,
  { groups, cursors }: Needs<"groups" | "cursors">,
): Reply<"listGroups"> =>
  replyPage("/api/groups", query, cursors, (from) =>
    groups.list({ ...from, sort: query.sort, namePrefix: query.name }),
  );
