import { it } from "vitest";
import { survivesKills } from "../postgres/kills.ts";
import { startPostgresServer } from "../support/postgres-server.ts";

const count = 120;

it(`on postgres an acknowledged write is there after ${count} kills, half of them of the server`, async () => {
  await using server = await startPostgresServer();
  await survivesKills({ databaseUrl: server.urlOf("postgres"), count, server });
}, 900_000);
