import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";

const keys = ({ databaseUrl }: TemporaryDirectory, ...commandLine: string[]) =>
  runFile("scripts/keys.ts", commandLine, { DATABASE_URL: databaseUrl });

const create = (directory: TemporaryDirectory, ...options: string[]) =>
  keys(directory, "create", "--name", "ci", "--scopes", "users:write", ...options);

const keyPattern = /^roster_[0-9a-f]{16}_[0-9a-f]{64}\n$/;

describe("npm run keys", () => {
  it("prints a new key, alone, on standard output", async () => {
    await using directory = await temporaryDirectory();
    const { exitCode, stdout } = await create(directory);
    expect(stdout).toMatch(keyPattern);
    expect(exitCode).toBe(0);
  });

  it("makes keys that a running Roster takes at once, and revokes them at once", async () => {
    await using directory = await temporaryDirectory();
    const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl });
    const key = (await create(directory)).stdout.trim();
    const post = () => send(roster.address, "POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
    expect((await post()).status).toBe(201);
    const [id = ""] = (await keys(directory, "list")).stdout.split("\t");
    expect((await keys(directory, "revoke", id)).exitCode).toBe(0);
    expect((await post()).status).toBe(401);
    roster.child.kill("SIGTERM");
    await roster.ended;
    // The use is on record once the process that saw it has ended.
    expect((await keys(directory, "list")).stdout).toMatch(/revoked \S+\tlast used \d{4}-/);
  });

  it("stores nothing that a key could be made from", async () => {
    await using directory = await temporaryDirectory();
    const secret = (await create(directory)).stdout.trim().split("_")[2] ?? "";
    expect(secret).toHaveLength(64);
    const bytes = await readFile(join(directory.path, "roster.db"));
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes(Buffer.from(secret, "hex"))).toBe(false);
  });

  it("lists a key with its name, scopes and state, and never its secret", async () => {
    await using directory = await temporaryDirectory();
    const secret = (await create(directory, "--expires", "90d")).stdout.trim().split("_")[2] ?? "";
    const { stdout } = await keys(directory, "list");
    expect(stdout).toMatch(/^[0-9a-f]{16}\tci\tusers:write\tvalid until \d{4}-\S+\tnever used\n$/);
    expect(stdout).not.toContain(secret);
  });

  it("says so when there are no keys", async () => {
    await using directory = await temporaryDirectory();
    expect(await keys(directory, "list")).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "There are no keys yet.\n",
    });
  });

  it.each([
    {
      name: "an unknown scope",
      commandLine: ["create", "--name", "a", "--scopes", "users:write,root"],
      line: /no scope root; there are/,
    },
    { name: "no scope", commandLine: ["create", "--name", "a"], line: /--scopes is missing/ },
    { name: "no name", commandLine: ["create", "--scopes", "users:write"], line: /--name is missing/ },
    {
      name: "a name with a line end",
      commandLine: ["create", "--name", "a\nb", "--scopes", "users:write"],
      line: /control character/,
    },
    {
      name: "an expiry that is no duration",
      commandLine: ["create", "--name", "a", "--scopes", "users:write", "--expires", "soon"],
      line: /90d/,
    },
    {
      name: "an expiry of nothing",
      commandLine: ["create", "--name", "a", "--scopes", "users:write", "--expires", "0d"],
      line: /90d/,
    },
    {
      name: "an expiry beyond reason",
      commandLine: ["create", "--name", "a", "--scopes", "users:write", "--expires", "99999d"],
      line: /at most/,
    },
    { name: "an unknown command", commandLine: ["rotate"], line: /create, list, revoke, sealing-key and reseal/ },
    { name: "an unknown option", commandLine: ["list", "--all"], line: /--all/ },
    { name: "a surplus argument", commandLine: ["list", "me"], line: /too many/ },
    { name: "a revocation of nothing", commandLine: ["revoke"], line: /Which key/ },
    { name: "a revocation of an unknown key", commandLine: ["revoke", "0000000000000000"], line: /no key with the id/ },
  ])("refuses $name in one line", async ({ commandLine, line }) => {
    await using directory = await temporaryDirectory();
    const { exitCode, stdout, stderr } = await keys(directory, ...commandLine);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(line);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  });

  it("explains itself with --help, naming every scope", async () => {
    await using directory = await temporaryDirectory();
    const { exitCode, stdout } = await keys(directory, "--help");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("users:write");
    expect(stdout).toContain("data:write");
  });
});
