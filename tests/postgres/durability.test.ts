import { expect, it } from "vitest";
import { createPostgresDatabase, runSql } from "../support/postgres-database.ts";
import { survivesKills } from "./kills.ts";

const count = 5;

it(`on postgres an acknowledged write is there after kill -9 of who wrote it, ${count} times`, async () => {
  await using database = await createPostgresDatabase("roster_empty");
  await survivesKills({ databaseUrl: database.databaseUrl, count });
  // What a process that was killed had begun is undone, and holds nothing up.
  expect(await runSql(database.databaseUrl, "select count(*)::int from pg_locks where locktype = 'advisory'")).toEqual([
    { count: 0 },
  ]);
});
