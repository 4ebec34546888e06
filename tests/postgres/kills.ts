import { expect } from "vitest";
import { startChild } from "../store/child.ts";
import { runSql } from "../support/postgres-database.ts";
import type { PostgresServer } from "../support/postgres-server.ts";
import { until } from "../support/until.ts";

interface Kills {
  readonly databaseUrl: string;
  readonly count: number;
  /** A server to kill, every other time, in place of the process that writes to it. */
  readonly server?: PostgresServer;
}

/** Ends the server as a crash does. Its processes need a moment to notice, before which it does not start again. */
const crash = async (server: PostgresServer): Promise<void> => {
  process.kill(server.pid(), "SIGKILL");
  await until(() =>
    server.start().then(
      () => true,
      () => false,
    ),
  );
};

/** Kills what writes or what is written to, amid writes, and expects each write that was acknowledged, and its record. */
export const survivesKills = async ({ databaseUrl, count, server }: Kills): Promise<void> => {
  const acknowledged: number[] = [];
  for (let kill = 0; kill < count; kill += 1) {
    await using child = startChild("write", [databaseUrl]);
    // Killed in the middle of things, each time a little later.
    for (let write = 0; write < 1 + (kill % 10) * 23; write += 1) acknowledged.push(Number(await child.line()));
    if (server !== undefined && kill % 2 === 1) await crash(server);
    child.process.kill("SIGKILL");
    acknowledged.push(...(await child.rest()).map(Number));
  }
  const kept = new Set((await runSql(databaseUrl, "select id::int from users")).map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThan(count);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  const unrecorded = "select id from users where not exists (select from changes where subject_id = users.id::text)";
  expect(await runSql(databaseUrl, unrecorded)).toEqual([]);
  const unwritten = "select subject_id from changes where not exists (select from users where id::text = subject_id)";
  expect(await runSql(databaseUrl, unwritten)).toEqual([]);
};
