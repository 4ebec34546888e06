import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { migrations } from "../../generated/migrations.ts";
import { app } from "../../src/app.ts";
import { parsePostgresUrl } from "../../src/core/database/postgres/address.ts";
import { preparePostgres } from "../../src/core/database/postgres/prepare.ts";
import { prepareSqlite } from "../../src/core/database/sqlite/prepare.ts";
import { schemaOf } from "../../src/core/store/definition.ts";
import { openStore } from "../../src/core/store/store.ts";
import { createPostgresDatabase, runSql } from "../support/postgres-database.ts";
import { engine, onEngine } from "../support/temporary-database.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const before = migrations.filter(({ number }) => number < 5);

interface OldDatabase extends AsyncDisposable {
  readonly databaseUrl: string;
  readonly run: (statement: string) => Promise<void>;
}

const openFile = async (): Promise<OldDatabase> => {
  const directory = await temporaryDirectory();
  const filename = join(directory.path, "roster.db");
  await prepareSqlite(filename, schemaOf({ ...app, migrations: before }));
  return {
    databaseUrl: `file:${filename}`,
    run: async (statement) => {
      using file = new DatabaseSync(filename);
      file.exec(statement);
    },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
};

const openServer = async (): Promise<OldDatabase> => {
  const created = await createPostgresDatabase();
  const { databaseUrl } = created;
  await preparePostgres(parsePostgresUrl(databaseUrl), schemaOf({ ...app, migrations: before }));
  return {
    databaseUrl,
    run: async (statement) => void (await runSql(databaseUrl, statement)),
    [Symbol.asyncDispose]: () => created[Symbol.asyncDispose](),
  };
};

const openOld = engine === "sqlite" ? openFile : openServer;

const names = ["Alice", "ÉLAN", "E\u0301lan", "Straße", "STRASSE", "\u212aelvin", "ΣΊΣΥΦΟΣ", "A'B%_\\", "😀 Zoë"];

it(onEngine("names that are stored are found by their new form after the migration, and sorted by it"), async () => {
  await using old = await openOld();
  // More than are folded at once, and keys as they were made before.
  const rows = [...names, ...Array.from({ length: 1_100 }, (_, index) => `Ünique ${index}`)].map(
    (name) => `('${name.replaceAll("'", "''")}', '${name.toUpperCase().replaceAll("'", "''")}', 1)`,
  );
  await old.run(`insert into users (name, name_key, age) values ${rows.join(", ")}`);
  await using store = await openStore(app, { databaseUrl: old.databaseUrl, sampleData: false });
  const find = async (namePrefix: string): Promise<readonly string[]> => {
    const page = await store.queries.users.list({ limit: 2_000, sort: "id", namePrefix });
    return page.items.map(({ name }) => name);
  };
  expect(await find("alice")).toEqual(["Alice"]);
  expect(await find("e\u0301LAN")).toEqual(["ÉLAN", "E\u0301lan"]);
  expect(await find("STRAẞE")).toEqual(["Straße", "STRASSE"]);
  expect(await find("kelvin")).toEqual(["\u212aelvin"]);
  expect(await find("σίσυφος")).toEqual(["ΣΊΣΥΦΟΣ"]);
  expect(await find("a'b%_\\")).toEqual(["A'B%_\\"]);
  expect(await find("ÜNIQUE")).toHaveLength(1_100);
  const sorted = await store.queries.users.list({ limit: 2_000, sort: "name" });
  expect(sorted.items.map(({ name }) => name).slice(0, 4)).toEqual(["A'B%_\\", "Alice", "\u212aelvin", "Straße"]);
});

it(onEngine("a name that would not be accepted now stays, and the rest of its user can change"), async () => {
  await using old = await openOld();
  await old.run("insert into users (name, name_key, age) values ('\u202eA', '\u202eA', 1), ('\u3164', '\u3164', 1)");
  await using store = await openStore(app, { databaseUrl: old.databaseUrl, sampleData: false });
  const context = { actor: "test" };
  for (const [id, name] of [
    [1, "\u202eA"],
    [2, "\u3164"],
  ] as const) {
    expect(await store.writer.run("updateUser", { id, patch: { age: 2 } }, context)).toEqual({ id, name, age: 2 });
    await expect(store.writer.run("updateUser", { id, patch: { name: `${name}\u2066` } }, context)).rejects.toThrow(
      /check constraint/i,
    );
    expect(await store.writer.run("updateUser", { id, patch: { name: "Alice" } }, context)).toMatchObject({
      name: "Alice",
    });
  }
});
