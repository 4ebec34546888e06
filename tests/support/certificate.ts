/** Certificates for tests, made when they run: one that is committed would expire, and its key would look like a leak. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { generate } from "selfsigned";
import type { CertificateFiles, CertificatePair } from "../../src/core/sockets/certificate.ts";

const dayMilliseconds = 86_400_000;

export interface Validity {
  /** Counted from now; a negative one has passed. */
  readonly fromDays?: number;
  readonly toDays?: number;
}

/** A certificate for this machine, signed by itself, and its key. */
export const makeCertificate = async ({ fromDays = -1, toDays = 1 }: Validity = {}): Promise<CertificatePair> => {
  const now = Date.now();
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now + fromDays * dayMilliseconds),
    notAfterDate: new Date(now + toDays * dayMilliseconds),
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { cert, key };
};

/** Writes the two files into a directory, over those that are there. */
export const writeCertificate = async (
  directory: string,
  { cert, key }: CertificatePair,
): Promise<CertificateFiles> => {
  const files = { certificateFile: join(directory, "cert.pem"), keyFile: join(directory, "key.pem") };
  await writeFile(files.certificateFile, cert);
  await writeFile(files.keyFile, key);
  return files;
};

/** Makes `fetch` in this file's tests believe a certificate. */
export const believe = ({ cert }: CertificatePair): void => setDefaultCACertificates([...getCACertificates(), cert]);
