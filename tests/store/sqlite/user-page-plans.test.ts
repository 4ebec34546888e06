import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserSort } from "../../../generated/types.ts";
import { createKysely } from "../../../src/core/database/sqlite/dialect.ts";
import { createUserPageReader, type UserPageRequest } from "../../../src/directory/queries/users.ts";
import type { Tables } from "../../../src/directory/tables.ts";
import { openSqlite, watched } from "../engines.ts";

// How the rows of a sort are found: from the beginning, and behind a position. Where the sort's column has equals, those
// behind the position and the rest are two ranges of one index, merged.
const indexes = {
  id: { scan: "SCAN users", behind: "SEARCH users USING INTEGER PRIMARY KEY (rowid" },
  name: {
    scan: "SCAN users USING COVERING INDEX users_by_name",
    behind: "SEARCH users USING COVERING INDEX users_by_name (name_key",
  },
  age: {
    scan: "SCAN users USING COVERING INDEX users_by_age",
    behind: "SEARCH users USING COVERING INDEX users_by_age (age",
  },
} as const;
const positions = { id: [40], name: ["NAME", 40], age: [20, 40] } as const;
const fields = ["id", "name", "age"] as const;
const directions = ["", "-"] as const;
const sorts = fields.flatMap((field) =>
  directions.map((sign) => ({ field, sign, sort: `${sign}${field}` as UserSort })),
);
const nameFilter = { namePrefix: "na" };
const ageFilter = { minimumAge: 10, maximumAge: 30 };

// SQLite's plans; PostgreSQL's are asked for in their own way.
describe("on sqlite the plan of a page", () => {
  let directory: Awaited<ReturnType<typeof openSqlite>>;
  beforeAll(async () => {
    directory = await openSqlite();
    for (let index = 0; index < 100; index += 1) await directory.run("createUser", { name: "Name", age: index % 40 });
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  /** The plan of each statement that reading the page took. */
  const plansOf = async (request: UserPageRequest, scanLimit: number): Promise<readonly string[]> => {
    const texts: string[] = [];
    const connection = watched(directory.connection, { onPrepare: (text) => texts.push(text) });
    await createUserPageReader(
      createKysely<Tables>(connection, (error) => error),
      scanLimit,
    )(request);
    return texts.map((text) =>
      directory.connection
        .prepare(`explain query plan ${text}`)
        .all()
        .map(({ detail }) => detail)
        .join("\n"),
    );
  };

  it.each(sorts)("sorted by $sort reads that index in order, from the beginning and from the middle", async (asked) => {
    const { field, sort } = asked;
    for (const after of [undefined, positions[field]]) {
      const plans = await plansOf({ limit: 5, sort, ...(after && { after }) }, 10);
      expect(plans).toHaveLength(1);
      expect(plans[0]).toContain(indexes[field][after ? "behind" : "scan"]);
      if (after && field !== "id") {
        expect(plans[0]).toContain("MERGE (UNION ALL)");
        expect(plans[0]).toMatch(/=\? AND id[<>]\?/);
      }
      expect(plans[0]).not.toContain("TEMP B-TREE");
    }
  });

  it.each([
    { field: "name", filter: nameFilter, range: "(name_key>? AND name_key<?)" },
    { field: "age", filter: ageFilter, range: "(age>? AND age<?)" },
  ] as const)("sorted and filtered by $field reads a range of that index", async ({ field, filter, range }) => {
    for (const sign of directions) {
      for (const after of [undefined, positions[field]]) {
        const plans = await plansOf({ limit: 5, sort: `${sign}${field}`, ...filter, ...(after && { after }) }, 10);
        expect(plans).toHaveLength(1);
        expect(plans[0]).toContain(`${indexes[field].behind.split(" (")[0]} ${range}`);
        expect(plans[0]).not.toContain("TEMP B-TREE");
      }
    }
  });

  const otherFilters = sorts.flatMap(({ field, sort }) => [
    ...(field === "name" ? [] : [{ sort, field, other: "name", filter: nameFilter } as const]),
    ...(field === "age" ? [] : [{ sort, field, other: "age", filter: ageFilter } as const]),
  ]);

  it.each(otherFilters)(
    "sorted by $sort, with few who fit a filter by $other, sorts what that index finds",
    async (asked) => {
      const { sort, field, other, filter } = asked;
      const plans = await plansOf({ limit: 5, sort, ...filter, after: positions[field] }, 1_000);
      expect(plans).toHaveLength(2);
      for (const plan of plans) expect(plan).toContain(`${indexes[other].behind}>? AND`);
    },
  );

  it.each(otherFilters)(
    "sorted by $sort, with many who fit a filter by $other, walks the index in order",
    async (asked) => {
      const { sort, field, other, filter } = asked;
      for (const after of [undefined, positions[field]]) {
        const [count, page, ...more] = await plansOf({ limit: 5, sort, ...filter, ...(after && { after }) }, 20);
        expect(count).toContain(`${indexes[other].behind}>? AND`);
        expect(page).toContain(indexes[field][after ? "behind" : "scan"]);
        expect(page).not.toContain("TEMP B-TREE");
        expect(more.length).toBeLessThanOrEqual(1);
      }
    },
  );

  it("of one user, datum or key looks it up", async () => {
    const find = (table: string, column: string): unknown =>
      directory.connection.prepare(`explain query plan select * from ${table} where ${column} = ?`).get()?.detail;
    expect(find("users", "id")).toMatch(/^SEARCH/);
    expect(find("data", "key")).toMatch(/^SEARCH/);
    expect(find("keys", "id")).toMatch(/^SEARCH/);
  });
});
