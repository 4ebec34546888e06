/** What every answer tells a browser, whoever gives it. The contract promises each by rule. */

const overAnyConnection = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** For a year (RFC 6797). Of this host alone: what else its domain has is not for Roster to decide. */
const overTls = { ...overAnyConnection, "Strict-Transport-Security": "max-age=31536000" };

/** The headers of an answer over a connection that is TLS, as far as the caller is concerned, or not. */
export const securityHeaders = (isTls: boolean): Readonly<Record<string, string>> =>
  isTls ? overTls : overAnyConnection;
