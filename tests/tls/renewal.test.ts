import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { connect } from "node:tls";
import { expect, it } from "vitest";
import { makeCertificate, writeCertificate } from "../support/certificate.ts";
import { connectTo, requestText } from "../support/raw-http.ts";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** The certificate that a new connection is shown, as PEM. */
const shown = async ({ port }: TestRoster): Promise<string | undefined> => {
  const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const certificate = socket.getPeerX509Certificate()?.toString();
  socket.destroy();
  return certificate;
};

const pem = (cert: string): string => new X509Certificate(cert).toString();

const messages = ({ log }: TestRoster): readonly string[] => log.map((line) => JSON.parse(line).msg);

it("a renewed certificate is shown without a restart, and open connections live on", async () => {
  await using directory = await temporaryDirectory();
  const [first, second] = await Promise.all([makeCertificate(), makeCertificate()]);
  await using roster = await startRoster({ tls: await writeCertificate(directory.path, first) });
  await using connection = await connectTo({ port: roster.port, ca: first.cert });
  expect(await shown(roster)).toBe(pem(first.cert));

  await writeCertificate(directory.path, second);
  await expect.poll(() => shown(roster), { timeout: 20_000 }).toBe(pem(second.cert));
  await connection.send(requestText("GET /livez HTTP/1.1"));
  expect((await connection.response()).status).toBe(200);
  expect(messages(roster).filter((message) => message.includes("certificate for TLS was taken"))).toHaveLength(2);
});

it("new files that cannot be used leave the old ones in use, are logged once, and mended ones are taken", async () => {
  await using directory = await temporaryDirectory();
  const [first, second] = await Promise.all([makeCertificate(), makeCertificate()]);
  const files = await writeCertificate(directory.path, first);
  await using roster = await startRoster({ tls: files });
  const failures = () => roster.log.map((line) => JSON.parse(line)).filter(({ level }) => level === "error");
  const reasons = () => failures().map(({ reason }) => reason);

  await writeFile(files.keyFile, second.key);
  await expect.poll(reasons, { timeout: 20_000 }).toEqual(["TLS_KEY is not the key of the certificate in TLS_CERT."]);
  // They are looked at again and again meanwhile.
  await setTimeout(2_500);
  expect(reasons()).toHaveLength(1);
  await rm(files.keyFile);
  await expect.poll(() => reasons()[1], { timeout: 20_000 }).toMatch(/^TLS_KEY: .* is not there\.$/);
  expect(await shown(roster)).toBe(pem(first.cert));

  await writeCertificate(directory.path, second);
  await expect.poll(() => shown(roster), { timeout: 20_000 }).toBe(pem(second.cert));
  const log = roster.log.join("");
  for (const { key } of [first, second]) expect(log).not.toContain(key.split("\n")[1]);
});

it("a folder that is replaced through a link, as orchestrators do, is noticed", async () => {
  await using directory = await temporaryDirectory();
  await using other = await temporaryDirectory();
  const [first, second] = await Promise.all([makeCertificate(), makeCertificate()]);
  await writeCertificate(directory.path, first);
  await writeCertificate(other.path, second);
  const link = join(directory.path, "current");
  await symlink(directory.path, link);
  const tls = { certificateFile: join(link, "cert.pem"), keyFile: join(link, "key.pem") };
  await using roster = await startRoster({ tls });
  await symlink(other.path, `${link}.new`);
  await rename(`${link}.new`, link);
  await expect.poll(() => shown(roster), { timeout: 20_000 }).toBe(pem(second.cert));
});
