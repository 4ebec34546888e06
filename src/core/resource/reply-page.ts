import { invalidParameter } from "../contract/invalid-field.ts";
import { invalidRequest } from "../contract/problem.ts";
import { copyable } from "./conditions.ts";
import type { CursorCodec, CursorList } from "./cursor.ts";
import { entityOfPage, type Page } from "./pages/page-of.ts";
import type { Position } from "./pages/range.ts";

/** The query of a list: which page, and what chooses and sorts its items. */
export type ListQuery = Readonly<Record<string, string | number | boolean | undefined>> & {
  readonly limit: number;
  readonly cursor?: string;
};

/** What a cursor is bound to: the list, and all that chooses and sorts its items. */
const cursorListOf = (path: string, { limit: _, cursor: __, ...rest }: ListQuery): CursorList => [
  path,
  ...Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, value]) => [name, String(value)]),
];

/** The address of the next page: this one's, with another cursor (RFC 8288). */
const nextLink = (path: string, { cursor: _, ...query }: ListQuery, cursor: string): string => {
  const parameters = Object.entries({ ...query, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `<${path}?${parameters.join("&")}>; rel="next"`;
};

/** The reply with one page of a list. `read` reads it, from a position or from the beginning. */
export const replyPage = async <Item>(
  path: string,
  query: ListQuery,
  cursors: CursorCodec,
  read: (from: { readonly limit: number; readonly after?: Position }) => Promise<Page<Item>>,
) => {
  const list = cursorListOf(path, query);
  const after = query.cursor === undefined ? undefined : cursors.decode(query.cursor, list);
  if (query.cursor !== undefined && after === undefined) {
    const message = "is not a cursor for this sort and these filters";
    return invalidRequest([invalidParameter("cursor", "cursor", message)]);
  }
  const page = await read({ limit: query.limit, ...(after !== undefined && { after }) });
  const links: { readonly Link?: string } =
    page.next === undefined ? {} : { Link: nextLink(path, query, cursors.encode(page.next, list)) };
  return { status: 200, body: page.items, headers: { ...links, ...copyable(entityOfPage(page)) } } as const;
};
