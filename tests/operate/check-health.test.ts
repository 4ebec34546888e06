import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeCertificate } from "../support/certificate.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

it.each(["http", "https"])("node scripts/check-health.ts tells whether Roster is alive, over %s", async (scheme) => {
  await using directory = await temporaryDirectory();
  const [certificateFile, keyFile] = [join(directory.path, "cert.pem"), join(directory.path, "key.pem")];
  const { cert, key } = await makeCertificate();
  await writeFile(certificateFile, cert);
  await writeFile(keyFile, key);
  const tls = scheme === "https" ? { TLS_CERT: certificateFile, TLS_KEY: keyFile } : {};
  const environment = { DATABASE_URL: directory.databaseUrl, HOST: "0.0.0.0", ...tls };
  const roster = await startRosterProcess(environment);
  const settings = { ...environment, PORT: new URL(roster.address).port };
  expect((await runFile("scripts/check-health.ts", [], settings)).exitCode).toBe(0);
  roster.child.kill("SIGTERM");
  await roster.ended;
  expect((await runFile("scripts/check-health.ts", [], settings)).exitCode).toBe(1);
});
