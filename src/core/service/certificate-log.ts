/** What the log says of certificates. */

import type { Logger } from "../observe/logger.ts";
import type { CertificateLog } from "../sockets/certificate-renewal.ts";

/** Tells of each certificate that is taken, and of files that cannot be. */
export const createCertificateLog = (logger: Logger): CertificateLog => ({
  onTaken: ({ validFrom, validTo }) => {
    const now = new Date();
    if (validFrom <= now && now <= validTo) logger.info({ validTo }, "a certificate for TLS was taken");
    else logger.warn({ validFrom, validTo }, "the certificate for TLS is not valid today, and callers refuse it");
  },
  onFailure: (error) =>
    logger.error({ reason: error.message }, "the new files for TLS cannot be used; the old ones still are"),
});
