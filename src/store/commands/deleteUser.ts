import { type Condition, fits } from "../revision.ts";
import type { Command } from "./command.ts";

/** Deletes a user. `stale`: the user is not what the condition asks for, and stays. */
export const deleteUser: Command<{ readonly id: number } & Condition, "deleted" | "missing" | "stale"> = async (
  transaction,
  { id, ...condition },
) => {
  const user = await transaction
    .selectFrom("users")
    .select(["id", "name", "age"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (user === undefined) return { outcome: "missing", changes: [] };
  if (!fits(user, condition)) return { outcome: "stale", changes: [] };
  await transaction.deleteFrom("users").where("id", "=", id).execute();
  return { outcome: "deleted", changes: [{ subject: "user", subjectId: String(id), kind: "deleted" }] };
};
