/** Heads of requests that ask for nothing but an answer, read once. */
import type { IncomingMessage } from "node:http";
import type { ContentCoding } from "../contract/entity-tags.ts";
import { contentCodingFor } from "./content-coding.ts";
import type { PathPrefix } from "./path-prefix.ts";
import { addressLimitBytes, headFieldsLimit, wellFormedHost } from "./protocol.ts";
import { isWellFormedTarget } from "./target.ts";

/** What matters of such a head. */
export interface PlainHead {
  /** The path and the query, as they were sent, without the path prefix. */
  readonly target: string;
  readonly requestId: string | undefined;
  /** `If-None-Match`. */
  readonly condition: string | undefined;
  /** The content coding that the client wants most; undefined: none. */
  readonly coding: ContentCoding | undefined;
}

/** Headers that somebody else has to look at. */
const notPlain: ReadonlySet<string> = new Set([
  "authorization",
  "cache-control",
  "content-length",
  "content-type",
  "expect",
  "if-match",
  "traceparent",
  "transfer-encoding",
]);

/** One tag, as Roster gives it or as a proxy made it weak. A list is legal too, and rare. */
const oneEntityTag = /^(?:W\/)?"[\w-]{1,64}"$/;

/** Undefined: it has something that is for others to judge, as `protocolProblem` does, or that breaks a rule. */
export const readPlainHead = (
  { url = "", rawHeaders, httpVersion }: IncomingMessage,
  { strip }: Pick<PathPrefix, "strip">,
): PlainHead | undefined => {
  if (httpVersion !== "1.1" || rawHeaders.length > 2 * headFieldsLimit) return undefined;
  if (url.length > addressLimitBytes || !isWellFormedTarget(url, "GET")) return undefined;
  let requestId: string | undefined;
  let condition: string | undefined;
  let acceptEncoding: string | undefined;
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = rawHeaders[index + 1] as string;
    if (name === "host") {
      hosts += 1;
      if (!wellFormedHost.test(value)) return undefined;
    } else if (name === "x-request-id") {
      if (requestId !== undefined) return undefined;
      requestId = value;
    } else if (name === "if-none-match") {
      if (condition !== undefined || !oneEntityTag.test(value)) return undefined;
      condition = value;
    } else if (name === "accept-encoding") {
      if (acceptEncoding !== undefined) return undefined;
      acceptEncoding = value;
    } else if (notPlain.has(name)) return undefined;
  }
  if (hosts !== 1) return undefined;
  return { target: strip(url), requestId, condition, coding: contentCodingFor(acceptEncoding) };
};
