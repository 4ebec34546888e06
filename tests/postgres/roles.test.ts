import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPostgresDatabase, type PostgresDatabase, runSql } from "../support/postgres-database.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";

// README has these statements for the operator.
const grants = (migrator: string, server: string): readonly string[] => [
  `grant create, usage on schema public to ${migrator}`,
  `grant usage on schema public to ${server}`,
  `alter default privileges for role ${migrator} in schema public
    grant select, insert, update, delete on tables to ${server}`,
];

describe("on postgres, with a user who migrates and a user who serves", () => {
  let created: PostgresDatabase;
  let migrator: string;
  let server: string;
  const environmentOf = (user: string): Record<string, string> => {
    const url = Object.assign(new URL(created.databaseUrl), { username: user, password: "secret-of-role" });
    return { DATABASE_URL: url.href, SEALING_KEYS: `one:${"A".repeat(43)}`, PORT: "0" };
  };

  beforeEach(async () => {
    created = await createPostgresDatabase();
    [migrator, server] = [`${created.name}_migrator`, `${created.name}_server`];
    await runSql(
      created.databaseUrl,
      "revoke create on schema public from public",
      ...[migrator, server].map((role) => `create role ${role} login password 'secret-of-role'`),
      ...grants(migrator, server),
    );
  });
  afterEach(async () => {
    await runSql(
      created.databaseUrl,
      ...[server, migrator].flatMap((role) => [`drop owned by ${role} cascade`, `drop role ${role}`]),
    );
    await created[Symbol.asyncDispose]();
  });

  it("the one who serves says what to run, starts once it was run, and does everything but change the schema", async () => {
    const early = await runFile("src/start.js", [], environmentOf(server));
    expect(early.exitCode).toBe(1);
    expect(early.stderr).toMatch(
      /^roster: The PostgreSQL database \S+ at \S+ lacks the schema of this version, .*npm run migrate.*\n$/,
    );
    expect(early.stderr).not.toContain("secret-of-role");

    for (let run = 0; run < 2; run += 1) {
      expect(await runFile("scripts/migrate.ts", [], environmentOf(migrator))).toMatchObject({
        exitCode: 0,
        stdout: "",
        stderr: "The schema is up to date.\n",
      });
    }

    const environment = environmentOf(server);
    const scopes = "users:write,data:write,contacts:read,contacts:write";
    const created = await runFile("scripts/keys.ts", ["create", "--name", "test", "--scopes", scopes], environment);
    const key = created.stdout.trim();
    const roster = await startRosterProcess(environment);
    const request = (method: string, path: string, body?: unknown) => send(roster.address, method, path, { key, body });
    const user = (await request("POST", "/api/users", { name: "Carol", age: 41 })).json as { id: number };
    expect(user).toMatchObject({ name: "Carol", age: 41 });
    expect((await request("PUT", `/api/users/${user.id}/contact`, { email: "a@example.com" })).status).toBe(201);
    expect((await request("PUT", "/api/data/k", { value: "v" })).status).toBe(201);
    expect((await request("DELETE", `/api/users/${user.id}`)).status).toBe(204);
    expect((await request("GET", "/readyz")).status).toBe(200);
    roster.child.kill("SIGTERM");
    expect(await roster.ended).toMatchObject({ exitCode: 0 });
    expect((await runFile("scripts/keys.ts", ["list"], environment)).stdout).toContain("test");
  });

  it("the one who serves is told at the start of a table that was forgotten", async () => {
    await runFile("scripts/migrate.ts", [], environmentOf(migrator));
    await runSql(created.databaseUrl, `revoke delete on contacts from ${server}`);
    const { exitCode, stderr } = await runFile("src/start.js", [], environmentOf(server));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/does not let this user select, insert, update and delete in contacts: grant it\n$/);
    await runSql(created.databaseUrl, `grant delete on contacts to ${server}`);
  });
});

describe("on postgres, a start", () => {
  it("without SEALING_KEYS is refused in one line, as there is no place for a key file", async () => {
    await using database = await createPostgresDatabase("roster_empty");
    const { exitCode, stderr } = await runFile("src/start.js", [], { DATABASE_URL: database.databaseUrl, PORT: "0" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^roster: PostgreSQL needs SEALING_KEYS, .*\n$/);
  });
});
