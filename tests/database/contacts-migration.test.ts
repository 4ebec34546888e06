import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { prepareSqlite } from "../../src/core/database/sqlite/prepare.ts";
import { schemaOf } from "../../src/core/store/definition.ts";
import { openStore } from "../../src/core/store/store.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const rowsOf = (file: DatabaseSync, text: string) =>
  file
    .prepare(text)
    .all()
    .map((row) => ({ ...row }));

it("a directory from before contacts keeps its record of changes, and counts on from what it once held", async () => {
  await using directory = await temporaryDirectory();
  const filename = join(directory.path, "roster.db");
  await prepareSqlite(filename, schemaOf({ ...app, migrations: app.migrations.slice(0, 1) }));
  const file = new DatabaseSync(filename);
  const insert = file.prepare(
    "insert into changes (subject, subject_id, kind, actor, occurred_at) values ('user', ?, 'created', 'a', '2026-01-31T00:00:00.000Z')",
  );
  for (let id = 1; id <= 9; id += 1) insert.run(String(id));
  // What was recorded last is not kept for ever, and its number is not given out again.
  file.exec("delete from changes where sequence in (2, 9)");
  const before = rowsOf(file, "select * from changes order by sequence");
  file.close();

  await using store = await openStore(app, { databaseUrl: directory.databaseUrl, sampleData: false });
  await store.writer.run("createUser", { name: "A", age: 1 }, { actor: "b" });
  const after = new DatabaseSync(filename, { readOnly: true });
  const [newest, ...others] = rowsOf(after, "select * from changes order by sequence desc");
  expect(others.reverse()).toEqual(before);
  expect(newest).toMatchObject({ sequence: 10, subject: "user", actor: "b" });
  expect(rowsOf(after, "select name from sqlite_sequence where name like 'changes%'")).toEqual([{ name: "changes" }]);
  expect(rowsOf(after, "pragma foreign_key_check")).toEqual([]);
  after.close();
});

it("a record of changes that is empty counts on all the same", async () => {
  await using directory = await temporaryDirectory();
  const filename = join(directory.path, "roster.db");
  await prepareSqlite(filename, schemaOf({ ...app, migrations: app.migrations.slice(0, 1) }));
  const file = new DatabaseSync(filename);
  file.exec(
    "insert into changes values (41, 'user', '1', 'created', 'a', '2026-01-31T00:00:00.000Z'); delete from changes",
  );
  file.close();
  await using store = await openStore(app, { databaseUrl: directory.databaseUrl, sampleData: false });
  await store.writer.run("createUser", { name: "A", age: 1 }, { actor: "b" });
  const after = new DatabaseSync(filename, { readOnly: true });
  expect(rowsOf(after, "select sequence from changes")).toEqual([{ sequence: 42 }]);
  after.close();
});
