import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrations } from "../../generated/migrations.ts";
import { app } from "../../src/app.ts";
import { DatabaseError } from "../../src/core/database/database-error.ts";
import type { Migration } from "../../src/core/database/migration.ts";
import { parsePostgresUrl } from "../../src/core/database/postgres/address.ts";
import { preparePostgres } from "../../src/core/database/postgres/prepare.ts";
import { schemaOf } from "../../src/core/store/definition.ts";
import { openStore } from "../../src/core/store/store.ts";
import { createPostgresDatabase, type PostgresDatabase, runSql } from "../support/postgres-database.ts";

describe("a PostgreSQL database", () => {
  let created: PostgresDatabase;
  beforeEach(async () => {
    created = await createPostgresDatabase();
  });
  afterEach(() => created[Symbol.asyncDispose]());

  const open = () => openStore(app, { databaseUrl: created.databaseUrl, sampleData: true });
  const opened = async () => (await open())[Symbol.asyncDispose]();
  const sql = (...statements: string[]) => runSql(created.databaseUrl, ...statements);
  const prepare = (steps: readonly Migration[], lockWaitSeconds = 5) =>
    preparePostgres(parsePostgresUrl(created.databaseUrl), {
      ...schemaOf({ ...app, migrations: steps }),
      lockWaitSeconds,
    });
  const tables = () => sql("select relname from pg_class where relnamespace = 'public'::regnamespace");
  const expectRefusal = async (message: string | RegExp): Promise<void> => {
    const refusal: unknown = await opened().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseError);
    const { message: text } = refusal as Error;
    expect(text).toMatch(message);
    expect(text).toContain(`The PostgreSQL database ${created.name} at 127.0.0.1:`);
    expect(text).not.toContain("\n");
    expect(text).not.toContain(new URL(created.databaseUrl).password);
  };

  it("that is empty is made once when ten open it at the same moment, and is given no sample records", async () => {
    const stores = await Promise.all(Array.from({ length: 10 }, open));
    const secrets = await Promise.all(stores.map(({ queries }) => queries.secrets.find("cursor")));
    expect(new Set(secrets.map((secret) => secret.toString("hex"))).size).toBe(1);
    expect(await stores[0]?.queries.users.list({ limit: 1, sort: "id" })).toEqual({ items: [] });
    expect(await sql("select number, name from migrations order by number")).toEqual(
      migrations.map(({ number, name }) => ({ number, name })),
    );
    for (const store of stores) await store[Symbol.asyncDispose]();
  });

  it("holds nothing at all when making it fails in the middle, and is made then", async () => {
    const failing: Migration = { number: 99, name: "failing", up: () => Promise.reject(new Error("in the middle")) };
    await expect(prepare([...migrations, failing])).rejects.toThrow("in the middle");
    expect(await tables()).toEqual([]);
    await opened();
  });

  it("is not waited for without end while another process changes it", async () => {
    await using holder = await openStore(app, { databaseUrl: created.databaseUrl, sampleData: false });
    await holder.ready;
    const step: Migration = {
      number: (migrations.at(-1)?.number ?? 0) + 1,
      name: "step",
      // While this one is under way, another one tries.
      up: async () => {
        await expect(prepare([...migrations, step], 1)).rejects.toThrow("is being changed by another process; waited");
      },
    };
    await prepare([...migrations, step]);
    await expectRefusal("was written by a newer version");
  });

  it("from before the core had steps of its own keeps its change log, with its positions, and takes new subjects", async () => {
    await opened();
    await sql(
      "drop table core_migrations",
      `alter table changes drop constraint changes_subject_check,
        add constraint changes_new_subject_check check (subject in ('user', 'datum', 'contact'))`,
    );
    await sql(
      `insert into changes (subject, subject_id, kind, actor, occurred_at)
        select 'user', n::text, 'created', 'a', '2026-01-31T00:00:00.000Z' from generate_series(1, 9) as n`,
      "delete from changes where sequence in (2, 9)",
    );
    const columns = "sequence, subject, subject_id, kind, actor, occurred_at, transaction_id";
    const before = await sql(`select ${columns} from changes order by sequence`);
    await using store = await open();
    await store.writer.run("createUser", { name: "A", age: 1 }, { actor: "b" });
    await sql(`insert into changes (subject, subject_id, kind, actor, occurred_at)
      values ('group', '1', 'created', 'a', '2026-01-31T00:00:00.000Z')`);
    const after = await sql(`select ${columns} from changes order by sequence`);
    expect(after.slice(0, -2)).toEqual(before);
    expect(after.at(-2)).toMatchObject({ sequence: "10", actor: "b" });
  });

  it("tells of each change which transaction wrote it, so that a reader can wait for the older ones", async () => {
    await using store = await open();
    const visible = () =>
      sql(`select subject_id from changes where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        order by transaction_id, sequence`);
    const { default: pg } = await import("pg");
    const slow = new pg.Client(created.databaseUrl);
    await slow.connect();
    await slow.query("begin");
    await slow.query(`insert into changes (subject, subject_id, kind, actor, occurred_at)
      values ('user', 'slow', 'created', 'a', '2026-01-31T00:00:00.000Z')`);
    const { id } = await store.writer.run("createUser", { name: "A", age: 1 }, { actor: "b" });
    expect(await visible()).toEqual([]);
    await slow.query("commit");
    await slow.end();
    expect(await visible()).toEqual([{ subject_id: "slow" }, { subject_id: String(id) }]);
  });

  it("is refused when a newer version wrote it", async () => {
    await opened();
    await sql("insert into migrations values (999, 'later', '2030-01-01T00:00:00.000Z')");
    await expectRefusal("was written by a newer version: migrations has number 999");
  });

  it("is refused, and left as it was, when it holds tables of something else", async () => {
    await sql("create table users (id integer)");
    await expectRefusal("holds tables of another application");
    await sql("drop table users", "create table migrations (id integer)");
    await expectRefusal("holds tables of another application");
    expect(await tables()).toEqual([{ relname: "migrations" }]);
  });

  it("is refused when what was answered could be lost", async () => {
    await sql(`alter database ${created.name} set synchronous_commit = off`);
    await expectRefusal("has synchronous_commit = off");
  });

  it("is refused when it is not in UTF-8", async () => {
    const other = `${created.name}_latin`;
    await sql(`create database ${other} template template0 encoding 'LATIN1' locale_provider libc locale 'C'`);
    try {
      const databaseUrl = created.databaseUrl.replace(created.name, other);
      const refusal = openStore(app, { databaseUrl, sampleData: false });
      await expect(refusal).rejects.toThrow(`${other} at 127.0.0.1:`);
      await expect(refusal).rejects.toThrow("is encoded as LATIN1; it must be UTF8");
    } finally {
      await sql(`drop database ${other} with (force)`);
    }
  });

  it("is refused when it cannot be read-and-written, with the reason and without a secret", async () => {
    const url = new URL(created.databaseUrl);
    const refusalOf = (changed: Partial<URL>) =>
      openStore(app, { databaseUrl: Object.assign(new URL(url), changed).href, sampleData: false }).then(
        () => "it was opened",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    expect(await refusalOf({ pathname: "/nowhere" })).toMatch(/^DatabaseError: .*"nowhere" does not exist$/);
    const wrong = await refusalOf({ password: "hunter2" });
    expect(wrong).toMatch(/^DatabaseError: .*password authentication failed for user "postgres"$/);
    expect(wrong).not.toContain("hunter2");
    expect(await refusalOf({ port: "1" })).toMatch(
      /^DatabaseError: .* at 127.0.0.1:1 cannot be reached: .*ECONNREFUSED/,
    );
    await sql(`alter database ${created.name} set default_transaction_read_only = on`);
    await expectRefusal("is read-only now");
  });
});
