import { type Condition, fits, holdTable } from "#core";
import { createUserPageReader, type UserPageRequest } from "../queries/user-page.ts";
import { entityOfPage, type User } from "../queries/user-range.ts";
import type { Command } from "../tables.ts";
import { createUser } from "./createUser.ts";

/** A user to add, if a page of the directory fits a condition. The page has no filter. */
export interface ConditionalUser extends Condition {
  readonly name: string;
  readonly age: number;
  readonly page: Pick<UserPageRequest, "limit" | "sort">;
}

/** Adds a user as `createUser` does. `stale`: the page is not what the condition asks for, and nothing is added. */
export const createUserOnCondition: Command<ConditionalUser, User | "stale"> = async (
  transaction,
  { name, age, page, ...condition },
  context,
) => {
  await holdTable(transaction, "users");
  // A page without a filter is read to its end, whatever the limit of a scan.
  const found = await createUserPageReader(transaction, 1)(page);
  if (!fits(entityOfPage(found), condition)) return { outcome: "stale", changes: [] };
  return createUser(transaction, { name, age }, context);
};
