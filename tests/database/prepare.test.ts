import { statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrations } from "../../generated/migrations.ts";
import { app } from "../../src/app.ts";
import { DatabaseError } from "../../src/core/database/database-error.ts";
import type { Migration } from "../../src/core/database/migration.ts";
import { prepareSqlite } from "../../src/core/database/sqlite/prepare.ts";
import { schemaOf } from "../../src/core/store/definition.ts";
import { openStore } from "../../src/core/store/store.ts";
import { startChild } from "../store/child.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const isWindows = process.platform === "win32";

describe("a SQLite file", () => {
  let temporary: Awaited<ReturnType<typeof temporaryDirectory>>;
  let filename: string;
  beforeEach(async () => {
    temporary = await temporaryDirectory();
    filename = join(temporary.path, "roster.db");
  });
  afterEach(() => temporary[Symbol.asyncDispose]());

  const open = (databaseUrl = filename, sampleData = true) => openStore(app, { databaseUrl, sampleData });
  const opened = async (sampleData = true): Promise<void> => (await open(filename, sampleData))[Symbol.asyncDispose]();
  /** Changes the file by plain SQL. */
  const change = (text: string): void => {
    const file = new DatabaseSync(filename);
    file.exec(text);
    file.close();
  };
  const read = (text: string): unknown => {
    const file = new DatabaseSync(filename, { readOnly: true });
    try {
      return file
        .prepare(text)
        .all()
        .map((row) => ({ ...row }));
    } finally {
      file.close();
    }
  };
  describe("that is new", () => {
    it("is made with its directories, holds the sample records, and keeps them out when asked", async () => {
      const deep = join(temporary.path, "a", "b", "roster.db");
      await using store = await open(deep);
      expect((await store.queries.users.list({ limit: 9, sort: "id" })).items).toEqual([
        { id: 1, name: "Alice", age: 30 },
        { id: 2, name: "Bob", age: 25 },
      ]);
      expect(await store.queries.data.all()).toEqual({ key: "value" });
      await using plain = await open(filename, false);
      expect(await plain.queries.users.list({ limit: 9, sort: "id" })).toEqual({ items: [] });
      expect(await plain.queries.data.all()).toEqual({});
    });

    it.skipIf(isWindows)("is readable by nobody else, and neither are its side files and directories", async () => {
      const directory = join(temporary.path, "data");
      await using store = await open(join(directory, "roster.db"));
      await store.writer.check();
      const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
      expect(modeOf(directory)).toBe("700");
      for (const suffix of ["", "-wal", "-shm"]) expect(modeOf(join(directory, `roster.db${suffix}`))).toBe("600");
    });

    it("may be there already, as long as it holds nothing", async () => {
      writeFileSync(filename, "");
      await opened();
      expect(read("select name from users order by id")).toEqual([{ name: "Alice" }, { name: "Bob" }]);
    });

    it("gets a secret of its own", async () => {
      await using one = await open();
      await using other = await open(join(temporary.path, "other.db"));
      expect(await one.queries.secrets.find("cursor")).not.toEqual(await other.queries.secrets.find("cursor"));
    });

    it("is made once when several processes start at the same moment", async () => {
      const children = Array.from({ length: 4 }, () => startChild("open", [filename]));
      await using _children = { [Symbol.asyncDispose]: () => disposeAll(children) };
      await Promise.all(children.map(({ line }) => line()));
      for (const { tell } of children) tell("open");
      const seen = await Promise.all(children.map(({ line }) => line()));
      const whole = JSON.stringify({
        users: [
          { id: 1, name: "Alice", age: 30 },
          { id: 2, name: "Bob", age: 25 },
        ],
        data: { key: "value" },
      });
      expect(seen).toEqual(Array(4).fill(whole));
      expect(read("select number, name from migrations")).toEqual(
        migrations.map(({ number, name }) => ({ number, name })),
      );
    });

    it("holds nothing at all when making it fails in the middle", async () => {
      const failing: Migration = {
        number: 2,
        name: "failing",
        up: () => Promise.reject(new Error("in the middle")),
      };
      await expect(prepareSqlite(filename, schemaOf({ ...app, migrations: [...migrations, failing] }))).rejects.toThrow(
        "in the middle",
      );
      expect(read("select name from sqlite_schema")).toEqual([]);
      await opened();
      expect(read("select count(*) as count from users")).toEqual([{ count: 2 }]);
    });
  });

  describe("that is there", () => {
    it("keeps what it holds, and is given no sample records", async () => {
      await opened();
      change("delete from users; delete from data");
      await opened();
      expect(read("select * from users")).toEqual([]);
      expect(read("select * from data")).toEqual([]);
    });

    it("from before the core had steps of its own keeps its change log, and takes new subjects", async () => {
      await opened();
      const columns = "sequence, subject, subject_id, kind, actor, occurred_at";
      const before = read(`select ${columns} from changes`);
      change(`
        drop table core_migrations;
        create table changes_old (sequence integer primary key autoincrement, subject text not null
          check (subject in ('user', 'datum', 'contact')), subject_id text not null, kind text not null,
          actor text not null, occurred_at text not null) strict;
        insert into changes_old (${columns}) select ${columns} from changes;
        drop table changes;
        alter table changes_old rename to changes;
        insert into changes (${columns}) values (99, 'user', '9', 'created', 'a', '2026-01-31T00:00:00.000Z');
        delete from changes where sequence = 99;
      `);
      await opened();
      expect(read(`select ${columns} from changes`)).toEqual(before);
      change(`insert into changes (subject, subject_id, kind, actor, occurred_at)
        values ('group', '1', 'created', 'a', '2026-01-31T00:00:00.000Z')`);
      expect(read("select max(sequence) as newest from changes")).toEqual([{ newest: 100 }]);
    });

    it("is brought up to date in one transaction", async () => {
      await opened();
      const next: Migration = {
        number: (migrations.at(-1)?.number ?? 0) + 1,
        name: "next",
        up: async ({ schema }) => schema.alterTable("users").addColumn("nick", "text").execute(),
      };
      const failing: Migration = {
        number: next.number + 1,
        name: "failing",
        up: () => Promise.reject(new Error("oh")),
      };
      await expect(
        prepareSqlite(filename, schemaOf({ ...app, migrations: [...migrations, next, failing] })),
      ).rejects.toThrow("oh");
      expect(read("select * from users where id = 1")).toEqual([{ id: 1, name: "Alice", name_key: "alice", age: 30 }]);
      await prepareSqlite(filename, schemaOf({ ...app, migrations: [...migrations, next] }));
      expect(read("select id, nick from users where id = 1")).toEqual([{ id: 1, nick: null }]);
      expect(read("select max(number) as newest from migrations")).toEqual([{ newest: next.number }]);
    });

    it("is in WAL mode afterwards, whatever it was in", async () => {
      await opened();
      change("pragma journal_mode = delete");
      await opened();
      expect(read("pragma journal_mode")).toEqual([{ journal_mode: "wal" }]);
    });

    it("opens while another process holds the write lock, when there is nothing to write", async () => {
      await opened();
      const other = new DatabaseSync(filename);
      other.exec("begin immediate");
      await opened();
      other.close();
    });

    it("is not waited for without end when another process holds the lock that it needs", async () => {
      const other = new DatabaseSync(filename);
      other.exec("begin exclusive");
      const refusal = prepareSqlite(filename, { ...schemaOf(app), lockWaitSeconds: 0.3 });
      await expect(refusal).rejects.toThrow(`${filename} is locked by another process; waited for 0.3 s`);
      await expect(refusal).rejects.toBeInstanceOf(DatabaseError);
      other.close();
    });

    it.skipIf(isWindows)("may be reached by a symbolic link", async () => {
      await opened();
      const link = join(temporary.path, "link.db");
      symlinkSync(filename, link);
      await using store = await open(link);
      expect((await store.queries.users.find(1))?.name).toBe("Alice");
    });

    it.skipIf(isWindows)("is not made where no file can be", async () => {
      writeFileSync(filename, "");
      await expect(open(join(filename, "below.db"))).rejects.toBeInstanceOf(DatabaseError);
      await expect(open(join(filename, "further", "below.db"))).rejects.toBeInstanceOf(DatabaseError);
    });
  });
});

const disposeAll = async (all: readonly AsyncDisposable[]): Promise<void> => {
  for (const one of all) await one[Symbol.asyncDispose]();
};
