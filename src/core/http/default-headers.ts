/** Default response headers. The contract promises each; an operation that declares one of them has a value of its own. */

// In lower case, as Fastify sends them: it would make them so each time.
const overAnyConnection = {
  // A copy of a response that says nothing of copies may be served when it is no longer true: a 404, after the thing exists.
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** For a year (RFC 6797). Of this host alone: what else its domain has is not for Roster to decide. */
const overTls = { ...overAnyConnection, "strict-transport-security": "max-age=31536000" };

/** The headers of a response over a connection that is TLS, as far as the client is concerned, or not. */
export const defaultHeaders = (isTls: boolean): Readonly<Record<string, string>> =>
  isTls ? overTls : overAnyConnection;
