import { foldName } from "../name-key.ts";
import type { User } from "../queries/user-range.ts";
import type { Command } from "./command.ts";

/** Adds a user and returns it with its id, which was never anybody else's. */
export const createUser: Command<{ readonly name: string; readonly age: number }, User> = async (
  transaction,
  { name, age },
) => {
  const { id } = await transaction
    .insertInto("users")
    .values({ name, name_key: foldName(name), age })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { outcome: { id, name, age }, changes: [{ subject: "user", subjectId: String(id), kind: "created" }] };
};
