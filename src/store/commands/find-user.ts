import type { User } from "../queries/user-range.ts";
import type { Writing } from "../tables.ts";

/** The user with this id, who does not change up to the end of the transaction; undefined when there is none. */
export const findUser = (transaction: Writing, id: number): Promise<User | undefined> =>
  transaction.selectFrom("users").select(["id", "name", "age"]).where("id", "=", id).forUpdate().executeTakeFirst();
