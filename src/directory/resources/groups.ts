import { foldName, type UniqueResource } from "#core";
import type { Group, GroupSort } from "../../../generated/types.ts";

/** Groups of users. No two names differ in case alone. */
export const groups: UniqueResource<Group, GroupSort> = {
  table: "groups",
  subject: "group",
  fields: { name: "text", description: "text?" },
  derived: { name_key: ({ name }) => foldName(name) },
  sorts: { id: "id", name: "name_key" },
  unique: "name_key",
};
