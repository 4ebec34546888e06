import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { DatabaseError } from "../../src/core/database/database-error.ts";
import { openStore } from "../../src/core/store/store.ts";
import { startOwnPostgresServer } from "../support/own-postgres-server.ts";
import { runSql } from "../support/postgres-database.ts";
import type { PostgresServer } from "../support/postgres-server.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";

const hasOpenssl = (): boolean => {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(!hasOpenssl())("a connection to postgres (needs openssl)", () => {
  let directory: TemporaryDirectory;
  let server: PostgresServer;
  const fileOf = (name: string): string => join(directory.path, name);
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { stdio: "pipe" });
  const makeAuthority = (name: string): void => {
    const subject = ["-subj", `/CN=${name}`, "-days", "2"];
    openssl(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      ...subject,
      "-keyout",
      fileOf(`${name}.key`),
      "-out",
      fileOf(name),
    );
  };
  /** A certificate for the name localhost, and not for the address that it stands for. */
  const makeCertificate = async (data: string): Promise<void> => {
    const key = ["-newkey", "rsa:2048", "-nodes", "-keyout", join(data, "server.key")];
    openssl(
      "req",
      "-x509",
      ...key,
      "-subj",
      "/CN=localhost",
      "-addext",
      "subjectAltName=DNS:localhost",
      "-addext",
      "basicConstraints=critical,CA:FALSE",
      "-days",
      "2",
      "-CA",
      fileOf("trusted"),
      "-CAkey",
      fileOf("trusted.key"),
      "-out",
      join(data, "server.crt"),
    );
  };

  beforeAll(async () => {
    directory = await temporaryDirectory();
    for (const name of ["trusted", "other"]) makeAuthority(name);
    const settings = { ssl: "on", ssl_cert_file: "server.crt", ssl_key_file: "server.key", fsync: "off" };
    server = await startOwnPostgresServer({ ...settings, listen_addresses: "localhost" }, makeCertificate);
    await runSql(server.urlOf("postgres"), "alter system set ssl_min_protocol_version = 'TLSv1.2'");
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await rm(directory.path, { recursive: true });
  });

  const urlOf = (host: string, query: string): string => {
    const url = new URL(server.urlOf("postgres"));
    url.hostname = host;
    url.search = query.replaceAll("trusted", fileOf("trusted")).replaceAll("other", fileOf("other"));
    return url.href;
  };
  /** Whether a connection came about, and then whether it is encrypted; or why not. */
  const connect = async (host: string, query: string): Promise<unknown> => {
    const databaseUrl = urlOf(host, `${query}&application_name=tls-test`);
    try {
      await using store = await openStore(app, { databaseUrl, sampleData: false });
      await store.queries.health.check();
      const statement = `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'tls-test'`;
      const [row] = await runSql(server.urlOf("postgres"), statement);
      return row?.ssl;
    } catch (error) {
      expect(error).toBeInstanceOf(DatabaseError);
      expect((error as Error).message).not.toContain(new URL(databaseUrl).password);
      return (error as Error).message;
    }
  };

  it.each([
    ["sslmode=disable", "127.0.0.1", false],
    ["", "127.0.0.1", false],
    ["sslmode=require", "127.0.0.1", true],
    ["sslmode=require&sslrootcert=trusted", "127.0.0.1", true],
    ["sslmode=verify-ca&sslrootcert=trusted", "127.0.0.1", true],
    ["sslmode=verify-full&sslrootcert=trusted", "localhost", true],
    ["sslrootcert=trusted", "localhost", true],
  ])("with %s to %s comes about, encrypted or not", async (query, host, encrypted) => {
    expect(await connect(host, query)).toBe(encrypted);
  });

  it.each([
    ["sslmode=require&sslrootcert=other", "127.0.0.1", /self-signed|unable to (get|verify)|signature/],
    ["sslmode=verify-ca&sslrootcert=other", "localhost", /self-signed|unable to (get|verify)|signature/],
    ["sslmode=verify-full&sslrootcert=other", "localhost", /self-signed|unable to (get|verify)|signature/],
    ["sslmode=verify-full", "localhost", /self-signed|unable to (get|verify)/],
    ["sslmode=verify-full&sslrootcert=trusted", "127.0.0.1", /IP: 127\.0\.0\.1 is not in the cert's list/],
  ])("with %s to %s is refused: not the server that is meant", async (query, host, reason) => {
    expect(await connect(host, query)).toMatch(reason);
  });
});
