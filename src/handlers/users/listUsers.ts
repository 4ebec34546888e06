import { type CursorList, copyable, invalidParameter, invalidRequest } from "#core";
import { entityOfPage } from "../../directory/queries/user-range.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

type Query = Input<"listUsers">["query"];

const listOf = ({ sort, name, minAge, maxAge }: Query): CursorList => ["listUsers", sort, name, minAge, maxAge];

/** The address of the next page: this one's, with another cursor. */
const nextLink = ({ cursor: _, ...query }: Query, cursor: string): string => {
  const parameters = Object.entries({ ...query, cursor }).map(
    ([parameter, value]) => `${parameter}=${encodeURIComponent(value)}`,
  );
  return `</api/users?${parameters.join("&")}>; rel="next"`;
};

export const listUsers = async (
  { query }: Input<"listUsers">,
  { users, cursors }: Needs<"users" | "cursors">,
): Reply<"listUsers"> => {
  const { limit, sort, cursor, name, minAge, maxAge } = query;
  const list = listOf(query);
  const after = cursor === undefined ? undefined : cursors.decode(cursor, list);
  if (cursor !== undefined && after === undefined) {
    const message = "is not a cursor for this sort and these filters";
    return invalidRequest([invalidParameter("cursor", "cursor", message)]);
  }
  const page = await users.list({
    limit,
    sort,
    ...(after !== undefined && { after }),
    ...(name !== undefined && { namePrefix: name }),
    ...(minAge !== undefined && { minimumAge: minAge }),
    ...(maxAge !== undefined && { maximumAge: maxAge }),
  });
  const links = page.next ? { Link: nextLink(query, cursors.encode(page.next, list)) } : {};
  return { status: 200, body: page.users, headers: { ...links, ...copyable(entityOfPage(page)) } };
};
