import type { Link } from "#core";
import type { Group, User } from "../../../generated/types.ts";
import { groups } from "./groups.ts";
import { users } from "./users.ts";

/** Who is in which group. */
export const members: Link<Group, User> = {
  table: "members",
  subject: "member",
  left: { resource: groups, column: "group_id" },
  right: { resource: users, column: "user_id" },
};
