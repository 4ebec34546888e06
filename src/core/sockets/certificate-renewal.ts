/** A new certificate without a restart: most live for weeks. */
import { setInterval } from "node:timers/promises";
import type { Server } from "node:tls";
import {
  type Certificate,
  type CertificateError,
  type CertificateFiles,
  type CertificatePair,
  checkPair,
  readPair,
  secureContextOf,
} from "./certificate.ts";

const intervalMilliseconds = 1_000;

export interface CertificateLog {
  readonly onTaken: (certificate: Certificate) => void;
  /** The new files cannot be used; the old ones, which were read before, go on being used. */
  readonly onFailure: (error: CertificateError) => void;
}

/** What distinguishes what was found from what is found next. */
const markOf = (found: CertificatePair | CertificateError): string =>
  found instanceof Error ? found.message : found.cert + found.key;

/**
 * Tells of the current certificate, then looks at the files each second, by their content, since tools replace them in many ways; whatever is new and good is shown
 * from the next connection on. Each state of the files is told once. Disposing it ends the looking.
 */
export const renewCertificate = (
  server: Server,
  files: CertificateFiles,
  current: Certificate,
  { onTaken, onFailure }: CertificateLog,
): Disposable => {
  const controller = new AbortController();
  let mark = markOf(current);

  const look = async (): Promise<void> => {
    const found = await readPair(files).catch((error: CertificateError) => error);
    if (markOf(found) === mark) return;
    mark = markOf(found);
    try {
      if (found instanceof Error) throw found;
      const certificate = checkPair(found);
      server.setSecureContext(secureContextOf(certificate));
      onTaken(certificate);
    } catch (error) {
      onFailure(error as CertificateError);
    }
  };

  const watch = async (): Promise<void> => {
    const { signal } = controller;
    try {
      for await (const _ of setInterval(intervalMilliseconds, undefined, { ref: false, signal })) await look();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  onTaken(current);
  void watch();
  return { [Symbol.dispose]: () => controller.abort() };
};
