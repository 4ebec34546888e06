import { replyPage } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const listUsers = async (
  { query }: Input<"listUsers">,
  { users, cursors }: Needs<"users" | "cursors">,
): Reply<"listUsers"> => {
  const { sort, name: namePrefix, minAge: minimumAge, maxAge: maximumAge } = query;
  return replyPage("/api/users", query, cursors, (from) =>
    users.list({ ...from, sort, namePrefix, minimumAge, maximumAge }),
  );
};
