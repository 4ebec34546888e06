import { foldName } from "../name-key.ts";
import type { User } from "../queries/user-range.ts";
import type { Command } from "./command.ts";
import { compiledOnce } from "./compiled-once.ts";

const insertUser = compiledOnce((transaction) =>
  transaction.insertInto("users").values({ name: "", name_key: "", age: 0 }).returning("id"),
);

/** Adds a user and returns it with its id, which was never anybody else's. */
export const createUser: Command<{ readonly name: string; readonly age: number }, User> = async (
  transaction,
  { name, age },
) => {
  const [{ id }] = (await insertUser(transaction, name, foldName(name), age)) as readonly [{ readonly id: number }];
  return { outcome: { id, name, age }, changes: [{ subject: "user", subjectId: String(id), kind: "created" }] };
};
