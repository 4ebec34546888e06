import { type Condition, compiledOnce, fits, foldName } from "#core";
import type { User } from "../queries/user-range.ts";
import type { Command, Writing } from "../tables.ts";
import { findUser } from "./find-user.ts";

/** What of a user to change; what is absent stays. */
export interface UserUpdate extends Condition {
  readonly id: number;
  readonly name?: string;
  readonly age?: number;
}

const replaceUser = compiledOnce((transaction: Writing) =>
  transaction.updateTable("users").set({ name: "", name_key: "", age: 0 }).where("id", "=", 0),
);

/**
 * Changes a user and returns it as it then is. `stale`: the user is not what the condition asks for, and stays as it is.
 * What changes nothing is not recorded.
 */
export const updateUser: Command<UserUpdate, User | "missing" | "stale"> = async (
  transaction,
  { id, name, age, ...condition },
) => {
  const user = await findUser(transaction, id);
  if (user === undefined) return { outcome: "missing", changes: [] };
  if (!fits(user, condition)) return { outcome: "stale", changes: [] };
  const updated = { id, name: name ?? user.name, age: age ?? user.age };
  if (updated.name === user.name && updated.age === user.age) return { outcome: updated, changes: [] };
  await replaceUser(transaction, updated.name, foldName(updated.name), updated.age, id);
  return { outcome: updated, changes: [{ subject: "user", subjectId: String(id), kind: "updated" }] };
};
