/** HTTP below the operations: what cannot be parsed, and rules that hold for every request. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type ProblemReply, problem } from "../contract/problem.ts";
import { rawProblem } from "./problem-details.ts";
import { requestIdOf } from "./request-id.ts";

/** RFC 9110, section 4.1 asks for at least this much. */
const addressLimitBytes = 8_000;

/** Node's own default, spelled out because the contract promises it. */
export const headLimitBytes = 16_384;

const parserProblems: Readonly<Record<string, ProblemReply>> = {
  HPE_HEADER_OVERFLOW: problem("header-fields-too-large", "The head of the request has more than 16 KiB."),
  HPE_INVALID_METHOD: problem("unknown-method", "HTTP does not know this method."),
  ERR_HTTP_REQUEST_TIMEOUT: problem("request-timeout", "The request did not arrive in time."),
};

const malformed = problem("malformed-request", "The request is not well-formed HTTP.");

/** Errors of a connection that nobody can be told of: the other side has gone. */
const isGone = (error: NodeJS.ErrnoException, socket: Socket): boolean =>
  error.code === "ECONNRESET" || error.code === "EPIPE" || !socket.writable;

export interface ParserFailure {
  readonly requestId: string;
  readonly status: number;
  readonly reason: string | undefined;
}

/** Makes the handler of `clientError`: answers what the HTTP parser refused, closes the connection, and tells `report`. */
export const createClientErrorHandler =
  (report: (failure: ParserFailure) => void) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (isGone(error, socket)) {
      socket.destroy();
      return;
    }
    const failure = parserProblems[error.code ?? ""] ?? malformed;
    const requestId = randomUUID();
    socket.end(rawProblem(failure, requestId), () => socket.destroySoon());
    report({ requestId, status: failure.status, reason: error.code });
  };

/** Answers an `Expect` other than `100-continue` (RFC 9110, section 10.1.1), in place of Node's bare 417. */
export const refuseExpectation = (request: IncomingMessage, response: ServerResponse): void => {
  const failure = problem("expectation-failed", "Only 100-continue can be expected.");
  response.socket?.end(rawProblem(failure, requestIdOf(request)));
};

const countOf = (rawHeaders: readonly string[], name: string): number =>
  rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;

/**
 * What is wrong with a request whatever it asks for; undefined when nothing is. A `Host` must be there exactly once: two
 * readers of an ambiguous request must not see two different ones (RFC 9112, section 3.2).
 */
export const protocolProblem = ({ url, httpVersion, rawHeaders }: IncomingMessage): ProblemReply | undefined => {
  if ((url?.length ?? 0) > addressLimitBytes) return problem("address-too-long", "An address may have 8,000 bytes.");
  const hosts = countOf(rawHeaders, "host");
  if (hosts > 1 || (hosts === 0 && httpVersion !== "1.0")) {
    return problem("malformed-request", "There must be exactly one Host header.");
  }
  if (countOf(rawHeaders, "authorization") > 1) {
    return problem("malformed-request", "There may be one Authorization header.");
  }
  return undefined;
};
