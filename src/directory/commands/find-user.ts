import { compiledOnce } from "#core";
import type { User } from "../queries/user-range.ts";
import type { Writing } from "../tables.ts";

const userById = compiledOnce((transaction: Writing) =>
  transaction.selectFrom("users").select(["id", "name", "age"]).where("id", "=", 0).forUpdate(),
);

/** The user with this id, who does not change up to the end of the transaction; undefined when there is none. */
export const findUser = async (transaction: Writing, id: number): Promise<User | undefined> =>
  (await userById(transaction, id)).rows[0];
