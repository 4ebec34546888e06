import type { PostgresPool, PostgresPoolClient } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserSort } from "../../generated/types.ts";
import { parsePostgresUrl } from "../../src/core/database/postgres/address.ts";
import { createPostgresKysely } from "../../src/core/database/postgres/dialect.ts";
import { openPool } from "../../src/core/database/postgres/pool.ts";
import { readerSettings } from "../../src/core/store/postgres/store.ts";
import { createQueries as createUserQueries, type UserPageRequest } from "../../src/directory/queries/users.ts";
import type { Tables } from "../../src/directory/tables.ts";
import { createPostgresDatabase, type PostgresDatabase, runSql } from "../support/postgres-database.ts";
import { createAllQueries, type Queries } from "../support/queries.ts";

const rows = 50_000;
const scanLimit = 500;
const indexes = { id: "users_pkey", name: "users_by_name", age: "users_by_age" } as const;
const fields = ["id", "name", "age"] as const;
const positions = { id: [rows / 2], name: ["name 25", rows / 2], age: [50, rows / 2] } as const;
const sorts = fields.flatMap((field) => ["", "-"].map((sign) => ({ field, sort: `${sign}${field}` as UserSort })));
const many = { name: { namePrefix: "name" }, age: { minimumAge: 10, maximumAge: 90 } };
const few = { name: { namePrefix: "rare" }, age: { minimumAge: 140 } };

interface PlanNode {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
const rowsOf = (node: PlanNode): number => node["Actual Rows"] * node["Actual Loops"];

describe("on postgres the plan of a page", () => {
  let created: PostgresDatabase;
  let pool: PostgresPool;
  beforeAll(async () => {
    created = await createPostgresDatabase("roster_empty");
    await runSql(
      created.databaseUrl,
      `insert into users (name, name_key, age)
        select 'Name ' || n % 100, 'name ' || n % 100, n % 100 from generate_series(1, ${rows}) as n`,
      `insert into users (name, name_key, age) select 'Rare', 'rare', 145 from generate_series(1, 100)`,
      "vacuum analyze users",
    );
    pool = openPool(parsePostgresUrl(created.databaseUrl), {
      size: 1,
      waitMilliseconds: 1_000,
      settings: readerSettings,
      onOutage: () => {},
    });
  });
  afterAll(async () => {
    await pool.end();
    await created[Symbol.asyncDispose]();
  });

  /** The nodes of the plans of the statements that some reading took, as they were carried out. */
  const nodesOfReading = async (read: (queries: Queries) => Promise<unknown>): Promise<readonly PlanNode[]> => {
    const statements: { text: string; parameters: readonly unknown[] }[] = [];
    const watched: PostgresPool = {
      ...pool,
      connect: async () => {
        const client = await pool.connect();
        const query = (text: string, parameters: readonly unknown[]) => {
          statements.push({ text, parameters });
          return client.query(text, parameters);
        };
        return { query: query as PostgresPoolClient["query"], release: () => client.release() };
      },
    };
    const database = createPostgresKysely<Tables>(watched, (error) => error);
    await read({ ...createAllQueries(database), users: createUserQueries(database, scanLimit) });
    const client = await pool.connect();
    try {
      const nodes: PlanNode[] = [];
      for (const { text, parameters } of statements) {
        const explain = `explain (analyze, format json) ${text}`;
        const { rows: plans } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(explain, parameters);
        nodes.push(...plans.flatMap((plan) => nodesOf(plan["QUERY PLAN"][0].Plan)));
      }
      return nodes;
    } finally {
      client.release();
    }
  };

  const pageNodes = (request: UserPageRequest) => nodesOfReading(({ users }) => users.list(request));
  const indexesIn = (nodes: readonly PlanNode[]) => new Set(nodes.flatMap((node) => node["Index Name"] ?? []));

  /** No statement reads a table from end to end, nor more rows than the bound, and sorts only what is as small. */
  const expectBounded = (nodes: readonly PlanNode[], bound: number): void => {
    expect(nodes.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    for (const node of nodes) expect(rowsOf(node), node["Node Type"]).toBeLessThanOrEqual(bound);
  };

  it.each(sorts)("sorted by $sort reads that index in order, from the beginning and from the middle", async (asked) => {
    const { field, sort } = asked;
    for (const after of [undefined, positions[field]]) {
      const nodes = await pageNodes({ limit: 5, sort, ...(after && { after }) });
      expectBounded(nodes, 12);
      expect(indexesIn(nodes)).toContain(indexes[field]);
      expect(nodes.map((node) => node["Node Type"])).not.toContain("Bitmap Heap Scan");
    }
  });

  it.each(["name", "age"] as const)("sorted and filtered by %s reads a range of that index", async (field) => {
    for (const sign of ["", "-"]) {
      for (const after of [undefined, positions[field]]) {
        const sort = `${sign}${field}` as UserSort;
        const nodes = await pageNodes({ limit: 5, sort, ...many[field], ...(after && { after }) });
        expectBounded(nodes, 12);
        expect(indexesIn(nodes)).toContain(indexes[field]);
      }
    }
  });

  const otherFilters = sorts.flatMap(({ field, sort }) =>
    (["name", "age"] as const).filter((other) => other !== field).map((other) => ({ field, sort, other })),
  );

  it.each(otherFilters)("sorted by $sort, with few who fit a filter by $other, reads those alone", async (asked) => {
    const { sort, other } = asked;
    const nodes = await pageNodes({ limit: 5, sort, ...few[other] });
    expectBounded(nodes, 100);
    expect(indexesIn(nodes)).toContain(indexes[other]);
  });

  it.each(otherFilters)(
    "sorted by $sort, with many who fit a filter by $other, reads so many at most",
    async (asked) => {
      const { field, sort, other } = asked;
      for (const after of [undefined, positions[field]]) {
        const nodes = await pageNodes({ limit: 5, sort, ...many[other], ...(after && { after }) });
        expectBounded(nodes, scanLimit + 1);
        expect(indexesIn(nodes)).toContain(indexes[field]);
      }
    },
  );

  it("of one user, datum, key or contact looks it up", async () => {
    const reads: readonly [index: string, read: (queries: Queries) => Promise<unknown>][] = [
      ["users_pkey", ({ users }) => users.find(1)],
      ["data_pkey", ({ data }) => data.find("k")],
      ["keys_pkey", ({ keys }) => keys.find("k")],
      ["contacts_pkey", ({ contacts }) => contacts.find(1)],
      [
        "contacts_email",
        ({ contacts }) =>
          contacts.findByEmail(["newest", "old"].map((keyId) => ({ keyId, value: new Uint8Array(32) }))),
      ],
    ];
    for (const [index, read] of reads) {
      const nodes = await nodesOfReading(read);
      expectBounded(nodes, 1);
      expect(indexesIn(nodes)).toContain(index);
    }
  });
});
