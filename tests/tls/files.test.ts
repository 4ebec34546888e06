import { generateKeyPairSync } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { readConfig } from "../../src/core/settings/config.ts";
import { type CertificateFiles, type CertificatePair, readCertificate } from "../../src/core/sockets/certificate.ts";
import { makeCertificate, writeCertificate } from "../support/certificate.ts";
import { runFile } from "../support/process.ts";
import { startRoster } from "../support/roster.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../support/temporary-directory.ts";

let directory: TemporaryDirectory;
let good: CertificatePair;
let other: CertificatePair;
let count = 0;
beforeAll(async () => {
  directory = await temporaryDirectory();
  [good, other] = await Promise.all([makeCertificate(), makeCertificate()]);
});
afterAll(() => directory[Symbol.asyncDispose]());

/** The files of a pair, in a directory of their own. */
const filesOf = async (pair: CertificatePair): Promise<CertificateFiles> => {
  count += 1;
  const path = join(directory.path, String(count));
  await mkdir(path);
  return writeCertificate(path, pair);
};

const encryptedKey = (): string => {
  const cipher = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" } as const;
  const publicKeyEncoding = { type: "spki", format: "pem" } as const;
  return generateKeyPairSync("ec", { namedCurve: "P-256", publicKeyEncoding, privateKeyEncoding: cipher }).privateKey;
};

type Refused = [what: string, files: () => Promise<CertificateFiles>, message: RegExp];

/** Windows has no devices among its files. */
const devices: readonly Refused[] =
  process.platform === "win32"
    ? []
    : [["a device", async () => ({ ...(await filesOf(good)), keyFile: "/dev/zero" }), /^TLS_KEY: .* is no file\.$/]];

describe("files that are no certificate and its key are refused in one line that says why:", () => {
  it.each<Refused>([
    [
      "a certificate that is not there",
      async () => ({ ...(await filesOf(good)), certificateFile: "/nowhere/cert.pem" }),
      /^TLS_CERT: \/nowhere\/cert\.pem is not there\.$/,
    ],
    [
      "a key that is not there",
      async () => ({ ...(await filesOf(good)), keyFile: "/nowhere/key.pem" }),
      /^TLS_KEY: \/nowhere\/key\.pem is not there\.$/,
    ],
    ["a folder", async () => ({ ...(await filesOf(good)), keyFile: directory.path }), /^TLS_KEY: .* is no file\.$/],
    ...devices,
    [
      "a file that is far too large",
      () => filesOf({ ...good, cert: "x".repeat(2_000_000) }),
      /^TLS_CERT: .* too large/,
    ],
    ["an empty certificate", () => filesOf({ ...good, cert: "" }), /^TLS_CERT is no certificate in PEM\.$/],
    ["an empty key", () => filesOf({ ...good, key: "" }), /^TLS_KEY is no private key in PEM\.$/],
    ["half a certificate", () => filesOf({ ...good, cert: good.cert.slice(0, 200) }), /^TLS_CERT is no certificate/],
    ["half a key", () => filesOf({ ...good, key: good.key.slice(0, 100) }), /^TLS_KEY is no private key/],
    ["one for the other", () => filesOf({ cert: good.key, key: good.cert }), /^TLS_CERT is no certificate/],
    ["the key of another", () => filesOf({ ...good, key: other.key }), /^TLS_KEY is not the key of the certificate/],
    ["a key with a passphrase", async () => filesOf({ ...good, key: encryptedKey() }), /^TLS_KEY has a passphrase/],
    [
      "rubbish after the certificate",
      () => filesOf({ ...good, cert: `${good.cert}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n` }),
      /^TLS_CERT and TLS_KEY cannot be used: /,
    ],
  ])("%s", async (_, files, message) => {
    const error = (await readCertificate(await files()).catch((thrown: unknown) => thrown)) as Error;
    expect(error.name).toBe("CertificateError");
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\n");
    // Nothing of a key, in the message or in what the log would show of its cause.
    expect(`${error.stack}${String(error.cause)}`).not.toContain(good.key.split("\n")[1]);
  });

  it.runIf(process.platform !== "win32" && process.getuid?.() !== 0)("one that this user may not read", async () => {
    const files = await filesOf(good);
    await chmod(files.keyFile, 0o000);
    await expect(readCertificate(files)).rejects.toThrow(/may not be read by this user/);
  });
});

describe("a start", () => {
  it("fails in one line for files that cannot be used, and makes no database", async () => {
    const { certificateFile, keyFile } = await filesOf({ ...good, key: other.key });
    const settings = { DATABASE_URL: directory.databaseUrl, PORT: "0", TLS_CERT: certificateFile, TLS_KEY: keyFile };
    expect(await runFile("src/start.js", [], settings)).toMatchObject({
      exitCode: 1,
      stderr: "roster: TLS_KEY is not the key of the certificate in TLS_CERT.\n",
    });
    await expect(
      import("node:fs/promises").then(({ stat }) => stat(join(directory.path, "roster.db"))),
    ).rejects.toThrow();
  });

  it.each([{ TLS_CERT: "cert.pem" }, { TLS_KEY: "key.pem" }])("fails with one setting of the two: %j", (settings) => {
    expect(() => readConfig(app, {}, settings)).toThrow("TLS_CERT and TLS_KEY go together: set both, or neither.");
  });

  it.each([
    ["has expired", { fromDays: -10, toDays: -1 }],
    ["is not valid yet", { fromDays: 1, toDays: 10 }],
  ])("warns of a certificate that %s, and goes on", async (_, validity) => {
    const tls = await filesOf(await makeCertificate(validity));
    await using roster = await startRoster({ tls });
    const told = roster.log.map((line) => JSON.parse(line)).filter(({ validTo }) => validTo !== undefined);
    expect(told).toMatchObject([{ level: "warn", msg: expect.stringContaining("not valid today") }]);
  });
});
