import { withParameters } from "#core";
import type { Reading } from "../tables.ts";
import { createUserPageReader, type ReadUserPage } from "./user-page.ts";
import type { User } from "./user-range.ts";

/** Reads users. */
export interface UserQueries {
  find(id: number): Promise<User | undefined>;
  readonly list: ReadUserPage;
}

/** @param scanLimit how many rows a filter may make one page look at */
export const createUserQueries = (database: Reading, scanLimit: number): UserQueries => {
  const byId = database.selectFrom("users").select(["id", "name", "age"]).where("id", "=", 0).compile();
  return {
    find: async (id) => (await database.executeQuery(withParameters(byId, [id]))).rows[0],
    list: createUserPageReader(database, scanLimit),
  };
};
