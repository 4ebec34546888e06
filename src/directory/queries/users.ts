import { beginningWith, between, createFinder, createPageReader, foldName, type Page, type PageRequest } from "#core";
import type { User, UserSort } from "../../../generated/types.ts";
import { users } from "../resources/users.ts";
import type { Reading } from "../tables.ts";

/** Which users are asked for. */
export interface UserPageRequest extends Omit<PageRequest<UserSort>, "filters"> {
  readonly namePrefix?: string | undefined;
  readonly minimumAge?: number | undefined;
  readonly maximumAge?: number | undefined;
}

export type ReadUserPage = (request: UserPageRequest) => Promise<Page<User>>;

/** Reads users. */
export interface UserQueries {
  find(id: number): Promise<User | undefined>;
  readonly list: ReadUserPage;
}

/** @param scanLimit how many rows a filter may make one page look at */
export const createUserPageReader = (database: Reading, scanLimit?: number): ReadUserPage => {
  const readPage = createPageReader(database, users, scanLimit);
  return ({ namePrefix, minimumAge, maximumAge, ...page }) => {
    const names = beginningWith("name_key", namePrefix && foldName(namePrefix));
    return readPage({ ...page, filters: [...names, ...between("age", minimumAge, maximumAge)] });
  };
};

export const createQueries = (database: Reading, scanLimit?: number): UserQueries => ({
  find: createFinder(database, users),
  list: createUserPageReader(database, scanLimit),
});
