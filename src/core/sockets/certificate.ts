/** The certificate that the door shows, and its key. */

import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { StartError } from "../start-error.ts";

/** Both PEM; the first certificate is the server's own, those of the authorities between follow. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** The files as text. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

export interface Certificate extends CertificatePair {
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** The files are no certificate and its key. The message is one line that says what is wrong with which. */
export class CertificateError extends StartError {
  override readonly name = "CertificateError";

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

/** A chain has a few kilobytes. */
const sizeLimitBytes = 1_048_576;

const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  EACCES: "may not be read by this user",
};

const readText = async (name: string, file: string): Promise<string> => {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw new CertificateError(`${name}: ${file} is no file.`);
    if (stats.size > sizeLimitBytes) throw new CertificateError(`${name}: ${file} is too large to be PEM.`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new CertificateError(`${name}: ${file} ${fileProblems[code] ?? `cannot be read (${code})`}.`, error);
  }
};

/** Reads the files; what is in them is not looked at. Rejects with a CertificateError. */
export const readPair = async ({ certificateFile, keyFile }: CertificateFiles): Promise<CertificatePair> => ({
  cert: await readText("TLS_CERT", certificateFile),
  key: await readText("TLS_KEY", keyFile),
});

const parseCertificate = (cert: string): X509Certificate => {
  try {
    return new X509Certificate(cert);
  } catch (error) {
    throw new CertificateError("TLS_CERT is no certificate in PEM.", error);
  }
};

/** The errors of the parser are kept from the log: nobody promises that they quote nothing of the key. */
const parseKey = (key: string): KeyObject => {
  if (/\bENCRYPTED\b/.test(key)) throw new CertificateError("TLS_KEY has a passphrase: give a key without one.");
  try {
    return createPrivateKey(key);
  } catch {
    throw new CertificateError("TLS_KEY is no private key in PEM.");
  }
};

/** What a TLS server is told of a certificate; older versions of TLS are not spoken. */
export const secureContextOf = ({ cert, key }: CertificatePair): SecureContextOptions => ({
  cert,
  key,
  minVersion: "TLSv1.2",
});

/** Throws a CertificateError unless the two belong together and TLS can use them. One that has expired can be used. */
export const checkPair = (pair: CertificatePair): Certificate => {
  const certificate = parseCertificate(pair.cert);
  if (!certificate.checkPrivateKey(parseKey(pair.key))) {
    throw new CertificateError("TLS_KEY is not the key of the certificate in TLS_CERT.");
  }
  try {
    createSecureContext(secureContextOf(pair));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException & { readonly reason?: string }).reason ?? "no reason is told";
    throw new CertificateError(`TLS_CERT and TLS_KEY cannot be used: ${reason}.`, error);
  }
  return { ...pair, validFrom: certificate.validFromDate, validTo: certificate.validToDate };
};

/** Reads and checks. Rejects with a CertificateError. */
export const readCertificate = async (files: CertificateFiles): Promise<Certificate> =>
  checkPair(await readPair(files));
