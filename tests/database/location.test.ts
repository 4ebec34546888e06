import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/core/database/database-error.ts";
import { parseDatabaseUrl } from "../../src/core/database/location.ts";

describe("a database URL", () => {
  it.each([
    ["file:data/roster.db", resolve("data/roster.db")],
    ["FILE:roster.db", resolve("roster.db")],
    ["file:./a/../roster.db", resolve("roster.db")],
    ["file:with%20space.db", resolve("with space.db")],
    ["file:what%3F.db", resolve("what?.db")],
    ["data/roster.db", resolve("data/roster.db")],
    ["odd name?#.db", resolve("odd name?#.db")],
    [pathToFileURL(join(process.cwd(), "ü.db")).href, join(process.cwd(), "ü.db")],
  ])("%s names a file", (databaseUrl, filename) => {
    expect(parseDatabaseUrl(databaseUrl)).toEqual({ engine: "sqlite", filename });
  });

  it.each([
    ["", "names no file"],
    [":memory:", "names no file"],
    ["mysql://somebody:hunter2@localhost/roster", "not with mysql:"],
    ["file:roster.db?mode=ro", "no ? and no #"],
    ["file:roster.db#1", "no ? and no #"],
    ["file:%ff.db", "not a valid file: URL"],
  ])("%j is refused in one line that repeats nothing secret", (databaseUrl, message) => {
    const refusal = refusalOf(databaseUrl);
    expect(refusal).toBeInstanceOf(DatabaseError);
    expect(refusal.message).toContain(message);
    expect(refusal.message).not.toMatch(/\n|hunter2/);
  });
});

const refusalOf = (databaseUrl: string): Error => {
  try {
    return new Error(`accepted: ${parseDatabaseUrl(databaseUrl).engine}`);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};
