import { describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/core/database/database-error.ts";
import { parseDatabaseUrl } from "../../src/core/database/location.ts";

const addressOf = (databaseUrl: string) => {
  const location = parseDatabaseUrl(databaseUrl);
  return location.engine === "postgres" ? location.address : undefined;
};

describe("a postgres: URL", () => {
  it("names a database, where it is and who uses it", () => {
    expect(addressOf("postgresql://some%40body:p%2Fw%25@db.example.com:6543/my%20roster?sslmode=verify-full")).toEqual({
      host: "db.example.com",
      port: 6543,
      database: "my roster",
      user: "some@body",
      password: "p/w%",
      tls: { rejectUnauthorized: true },
      applicationName: "roster",
      name: "The PostgreSQL database my roster at db.example.com:6543",
    });
  });

  it.each([
    ["postgres://a@localhost/r", { host: "localhost", port: 5432, password: undefined, tls: false }],
    ["POSTGRES://a@[::1]/r", { host: "::1" }],
    ["postgres://a@localhost/r?host=/run/postgresql", { host: "/run/postgresql" }],
    ["postgres://a@h/r?application_name=other&sslmode=disable", { applicationName: "other", tls: false }],
    ["postgres://a@h/r?sslmode=require", { tls: { rejectUnauthorized: false } }],
  ])("%s is understood", (databaseUrl, expected) => {
    expect(addressOf(databaseUrl)).toMatchObject(expected);
  });

  it.each([
    ["postgres://", "is not well-formed|names no user"],
    ["postgres://a:hunter2@localhost", "names no database"],
    ["postgres://localhost/r", "names no user"],
    ["postgres://a:hunter2@/r", "is not well-formed"],
    ["postgres://a:hunter2@h:99999/r", "is not well-formed"],
    ["postgres://a:hunter2%@h/r", "a % stands for itself as %25"],
    ["postgres://a:hunter2@h1,h2/r", "names more than one host"],
    ["postgres://a:hunter2@h/r?sslmode=prefer", "has an sslmode other than disable, require, verify-ca, verify-full"],
    ["postgres://a:hunter2@h/r?ssl=true", "takes no ssl; there are host"],
    ["postgres://a:hunter2@h/r?sslmode=require&sslmode=disable", "has sslmode more than once"],
    ["postgres://a:hunter2@h/r?sslmode=verify-ca", "needs an sslrootcert"],
    ["postgres://a:hunter2@h/r?sslrootcert=/nowhere.pem", "cannot be read: /nowhere.pem \\(ENOENT\\)"],
    ["postgres://a:hunter2@h/r?sslmode=disable&sslrootcert=/x", "leave one of them out"],
    ["postgres://a:hunter2@h/r?sslmode=require&sslcert=/etc/hostname", "takes sslcert and sslkey together"],
  ])("%s is refused in one line that repeats nothing secret", (databaseUrl, message) => {
    const parse = () => parseDatabaseUrl(databaseUrl);
    expect(parse).toThrow(DatabaseError);
    expect(parse).toThrow(new RegExp(message));
    expect(parse).not.toThrow(/\n|hunter2/);
  });
});
