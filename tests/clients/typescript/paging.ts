import type { Roster } from "./client.ts";
import { ProblemError } from "./problems.ts";
import type { components, paths } from "./roster.ts";

type Query = NonNullable<paths["/api/users"]["get"]["parameters"]["query"]>;

/** The cursor of the next page, from the `Link` of this one; undefined on the last. */
const nextCursor = ({ headers }: Response): string | undefined =>
  /[?&]cursor=([\w.-]+)[^>]*>; rel="next"/.exec(headers.get("Link") ?? "")?.[1];

/** Every user that fits, page after page; the next page is asked for when the one before is used up. */
export async function* eachUser(roster: Roster, query: Query = {}): AsyncGenerator<components["schemas"]["User"]> {
  let page = query;
  for (;;) {
    const { data, error, response } = await roster.GET("/api/users", { params: { query: page } });
    if (!data) throw new ProblemError(error);
    yield* data;
    const cursor = nextCursor(response);
    if (cursor === undefined) return;
    page = { ...query, cursor };
  }
}
