import { it } from "vitest";
import { soakCount } from "../hostile/soak.ts";
import { startOwnPostgresServer } from "../support/own-postgres-server.ts";
import { survivesKills } from "./kills.ts";

const count = soakCount(120);

it(`case 38: on postgres a write that was acknowledged is there after ${count} kills, half of them of the server`, async () => {
  await using server = await startOwnPostgresServer();
  await survivesKills({ databaseUrl: server.urlOf("postgres"), count, server });
});
