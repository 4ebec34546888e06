/** Which bodies an operation takes, decided by the head of the request alone. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { MIMEType } from "node:util";
import { LRUCache } from "lru-cache";
import { entryFor, formMediaType } from "../contract/media-types.ts";
import { mediaTypesTaken, type Operation } from "../contract/operations.ts";
import { problem } from "../contract/problem.ts";
import { hasFirstBytes } from "./first-bytes.ts";
import { groupedDigits } from "./grouped-digits.ts";
import { elementsOf } from "./list-field.ts";
import { awaitsContinue } from "./protocol.ts";
import type { Refusal } from "./refusal.ts";

/** A text of 4,096 characters, each written as two escapes of six bytes, and some room. */
export const bodyLimitBytes = 65_536;

/** Whether bytes follow the head (RFC 9112, section 6). */
export const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

const isTooLarge = (headers: IncomingHttpHeaders): boolean => Number(headers["content-length"] ?? 0) > bodyLimitBytes;

const isUtf8 = (charset: string | null): boolean => charset === null || /^utf-?8$/i.test(charset);

/** The media type, in lower case and without parameters; empty where it is malformed or not in UTF-8. */
const parse = (contentType: string): string => {
  try {
    const { essence, params } = new MIMEType(contentType);
    return isUtf8(params.get("charset")) ? essence : "";
  } catch {
    return "";
  }
};

const contentTypesLimit = 100;

/** Nearly all requests have one of a few, and reading one takes longer than the rest here. */
const mediaTypes = new LRUCache<string, string>({ max: contentTypesLimit, memoMethod: parse });

/** What the body of a request is, as far as its head tells; undefined where there is none or it cannot be told. */
export const mediaTypeOf = (headers: IncomingHttpHeaders): string | undefined =>
  (hasBody(headers) && mediaTypes.memo(headers["content-type"] ?? "")) || undefined;

/** Whether a request is a form without a field: its body has no bytes. */
export const isEmptyForm = (headers: IncomingHttpHeaders): boolean =>
  headers["content-type"] !== undefined &&
  !hasBody(headers) &&
  mediaTypes.memo(headers["content-type"]) === formMediaType;

/** Whether a body is longer than any that is taken, or of a length that its head does not tell. */
export const isPerhapsTooLarge = (headers: IncomingHttpHeaders): boolean =>
  headers["transfer-encoding"] !== undefined || isTooLarge(headers);

const encoded: Refusal = {
  failure: problem("unsupported-media-type", "A body is taken as it is, without Content-Encoding."),
  // RFC 7694, section 3: what would be taken.
  headers: { "Accept-Encoding": "identity" },
};

/** Said by the head of a request when it tells a length, and otherwise when the bytes have come. */
export const contentTooLarge = problem("content-too-large", `A body may have ${groupedDigits(bodyLimitBytes)} bytes.`);

/** Looks at the request before its body is read. Undefined: it may go on. */
export type BodyCheck = (request: IncomingMessage) => Refusal | undefined | Promise<Refusal | undefined>;

const bodyRefused: Refusal = { failure: problem("unsupported-media-type", "This operation takes no body.") };

/** A body of no bytes in chunks is no body; the first bytes tell, unless the client waits to be asked for them. */
const refuseAnyBody: BodyCheck = (request) => {
  const { headers } = request;
  if (!hasBody(headers)) return undefined;
  if (headers["transfer-encoding"] === undefined || awaitsContinue(request)) return bodyRefused;
  return hasFirstBytes(request).then((hasBytes) => (hasBytes ? bodyRefused : undefined));
};

/** Makes the check of an operation. */
export const createBodyCheck = ({ method, requestBody }: Pick<Operation, "method" | "requestBody">): BodyCheck => {
  const declared = mediaTypesTaken(requestBody);
  if (declared.length === 0) return refuseAnyBody;
  const { content = {} } = requestBody ?? {};
  const taken = declared.join(", ");
  const mistyped: Refusal = {
    failure: problem("unsupported-media-type", `This takes ${declared.join(" or ")}.`),
    // RFC 9110, section 15.5.16, and RFC 5789, section 2.2.
    headers: { Accept: taken, ...(method === "PATCH" && { "Accept-Patch": taken }) },
  };
  return ({ headers }) => {
    if (!hasBody(headers)) return undefined;
    if (entryFor(content, mediaTypeOf(headers) ?? "") === undefined) return mistyped;
    if (elementsOf(headers["content-encoding"]).some((coding) => coding.toLowerCase() !== "identity")) return encoded;
    return isTooLarge(headers) ? { failure: contentTooLarge } : undefined;
  };
};
