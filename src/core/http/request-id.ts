/** The id by which a request is found in the log. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** As the contract's `RequestId`. */
const wellFormed = /^[A-Za-z0-9._~-]{1,128}$/;

/** A credential that strayed into the header must not reach the log. */
const looksSecret = /roster_[0-9a-f]{16}_|^eyJ[A-Za-z0-9_-]*\./i;

/** What the caller offers as `X-Request-Id` when it is well formed, otherwise a new id. */
export const requestIdFrom = (offered: unknown): string =>
  typeof offered === "string" && wellFormed.test(offered) && !looksSecret.test(offered) ? offered : randomUUID();

/** The id of a request. */
export const requestIdOf = ({ headers }: Pick<IncomingMessage, "headers">): string =>
  requestIdFrom(headers["x-request-id"]);
