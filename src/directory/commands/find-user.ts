import { compiledOnce } from "../../core/store/commands/compiled-once.ts";
import type { Writing } from "../../core/store/tables.ts";
import type { User } from "../queries/user-range.ts";

const userById = compiledOnce((transaction) =>
  transaction.selectFrom("users").select(["id", "name", "age"]).where("id", "=", 0).forUpdate(),
);

/** The user with this id, who does not change up to the end of the transaction; undefined when there is none. */
export const findUser = async (transaction: Writing, id: number): Promise<User | undefined> =>
  (await userById(transaction, id)).rows[0];
