import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { parsePostgresUrl } from "../../src/core/database/postgres/address.ts";
import { createListener } from "../../src/core/database/postgres/listener.ts";
import { openStore } from "../../src/core/store/store.ts";
import type { DirectoryStore } from "../../src/directory/open.ts";
import { createPostgresDatabase, type PostgresDatabase, runSql } from "../support/postgres-database.ts";
import { until } from "../support/until.ts";

let database: PostgresDatabase;
let store: DirectoryStore;
beforeAll(async () => {
  database = await createPostgresDatabase("roster_empty");
  store = await openStore(app, { databaseUrl: database.databaseUrl, sampleData: false });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const listenerOf = (applicationName: string) =>
  createListener({ ...parsePostgresUrl(database.databaseUrl), applicationName });

const maintenanceUrl = (): string => database.databaseUrl.replace(database.name, "postgres");

const createUser = () => store.writer.run("createUser", { name: "A", age: 1 }, { actor: "test" });

describe("the version of a PostgreSQL database", () => {
  it("is not known before a beat has come back, and then it is", async () => {
    using listener = listenerOf("beginning");
    expect(listener.version()).toBeUndefined();
    await until(() => listener.version() !== undefined);
  });

  it("is another after a write through another process", async () => {
    using listener = listenerOf("reading");
    await until(() => listener.version() !== undefined);
    let before = listener.version();
    let told = 0;
    using _watch = listener.watch(() => {
      told += 1;
      before = undefined;
    });
    const seen = told;
    await createUser();
    await until(() => told > seen);
    expect(listener.version()).not.toBe(before);
  });

  it("is another at once after a write through this one", () => {
    const before = store.version();
    return createUser().then(() => expect(store.version() === undefined || store.version() !== before).toBe(true));
  });

  it("is another with each beat, lest the word of a write be lost", async () => {
    using listener = listenerOf("beating");
    await until(() => listener.version() !== undefined);
    const before = listener.version();
    await until(() => listener.version() !== before);
  });

  it("is not known while nothing comes back, and is known again when it does", async () => {
    using listener = listenerOf("cut");
    const pids = () => runSql(database.databaseUrl, "select pid from pg_stat_activity where application_name = 'cut'");
    await until(() => listener.version() !== undefined);
    await runSql(
      maintenanceUrl(),
      `alter database ${database.name} allow_connections false`,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut'",
    );
    await until(() => listener.version() === undefined);
    await runSql(maintenanceUrl(), `alter database ${database.name} allow_connections true`);
    await until(() => listener.version() !== undefined);
    expect(await pids()).toHaveLength(1);
  });
});
