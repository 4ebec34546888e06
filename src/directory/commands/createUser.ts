import type { Compilable } from "kysely";
import { compiledOnce, engineOf, foldName } from "#core";
import type { User } from "../queries/user-range.ts";
import type { Command, Writing } from "../tables.ts";

const insertUser = compiledOnce((transaction: Writing): Compilable<{ readonly id?: number }> => {
  const insertion = transaction.insertInto("users").values({ name: "", name_key: "", age: 0 });
  // SQLite tells the id anyway; to return it, it would prepare to undo the statement, which costs more than all the rest.
  return (engineOf(transaction) === "sqlite" ? insertion : insertion.returning("id")) as Compilable<{ id?: number }>;
});

/** Adds a user and returns it with its id, which was never anybody else's. */
export const createUser: Command<{ readonly name: string; readonly age: number }, User> = async (
  transaction,
  { name, age },
) => {
  const { insertId, rows } = await insertUser(transaction, name, foldName(name), age);
  const id = Number(insertId ?? rows[0]?.id);
  return { outcome: { id, name, age }, changes: [{ subject: "user", subjectId: String(id), kind: "created" }] };
};
