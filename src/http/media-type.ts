/** Which bodies an operation takes, decided by the head of the request alone. */
import type { IncomingHttpHeaders } from "node:http";
import { MIMEType } from "node:util";
import { type ProblemReply, problem } from "../contract/problem.ts";

/** Whether bytes follow the head (RFC 9112, section 6). */
const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

const isUtf8 = (charset: string | null): boolean => charset === null || /^utf-?8$/i.test(charset);

/** The media type, in lower case and without parameters; undefined where it is malformed or not in UTF-8. */
const parse = (contentType: string): string | undefined => {
  try {
    const { essence, params } = new MIMEType(contentType);
    return isUtf8(params.get("charset")) ? essence : undefined;
  } catch {
    return undefined;
  }
};

/** What the body of a request is, as far as its head tells; undefined where there is none or it cannot be told. */
export const mediaTypeOf = (headers: IncomingHttpHeaders): string | undefined =>
  hasBody(headers) ? parse(headers["content-type"] ?? "") : undefined;

/** Makes the check of an operation that takes bodies of these media types, or none at all. Undefined: it may go on. */
export const createBodyCheck = (
  declared: readonly string[],
): ((headers: IncomingHttpHeaders) => ProblemReply | undefined) => {
  const wanted = declared.length === 0 ? "This operation takes no body." : `This takes ${declared.join(" or ")}.`;
  const refusal = problem("unsupported-media-type", wanted);
  return (headers) => (!hasBody(headers) || declared.includes(mediaTypeOf(headers) ?? "") ? undefined : refusal);
};
