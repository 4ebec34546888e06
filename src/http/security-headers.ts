/** What every answer tells a browser, whoever gives it. The contract promises each by rule. */

// In lower case, as Fastify sends them: it would make them so each time.
const overAnyConnection = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** For a year (RFC 6797). Of this host alone: what else its domain has is not for Roster to decide. */
const overTls = { ...overAnyConnection, "strict-transport-security": "max-age=31536000" };

/** The headers of an answer over a connection that is TLS, as far as the caller is concerned, or not. */
export const securityHeaders = (isTls: boolean): Readonly<Record<string, string>> =>
  isTls ? overTls : overAnyConnection;
