import {
  beginningWith,
  createFinder,
  createLinkedPageReader,
  createPageReader,
  foldName,
  type LinkedPageRequest,
  type Page,
  type PageRequest,
} from "#core";
import type { Group, GroupSort, User } from "../../../generated/types.ts";
import { groups } from "../resources/groups.ts";
import { members } from "../resources/members.ts";
import type { Reading } from "../tables.ts";

/** Which groups are asked for. */
export interface GroupPageRequest extends Omit<PageRequest<GroupSort>, "filters"> {
  readonly namePrefix?: string | undefined;
}

/** Reads groups, and who is in them. */
export interface GroupQueries {
  find(id: number): Promise<Group | undefined>;
  list(request: GroupPageRequest): Promise<Page<Group>>;
  members(groupId: number, request: LinkedPageRequest): Promise<Page<User>>;
  ofUser(userId: number, request: LinkedPageRequest): Promise<Page<Group>>;
}

export const createQueries = (database: Reading): GroupQueries => {
  const readPage = createPageReader(database, groups);
  return {
    find: createFinder(database, groups),
    list: ({ namePrefix, ...page }) =>
      readPage({ ...page, filters: beginningWith("name_key", namePrefix && foldName(namePrefix)) }),
    members: createLinkedPageReader(database, members, members.left, members.right),
    ofUser: createLinkedPageReader(database, members, members.right, members.left),
  };
};
